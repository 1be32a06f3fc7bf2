using NodaTime;
using Tallystick.DevHost.Client;

namespace Tallystick.DevHost.Demo.Year;

/// <summary>What the merchant's engineers have set up by the end of the demo's year: keys, a webhook endpoint, alerts, features, a link to subscribe by, a reservation.</summary>
internal sealed class YearSettings(TallyClient client, DemoFile demo, YearCatalog catalog, YearCustomers customers, Instant month)
{
    /// <summary>Makes all of it.</summary>
    internal async Task MakeAsync(CancellationToken cancellation)
    {
        await MakeAsync("v0/apiKeys", new { name = "Gateway", scopes = Words("ingest") });
        await MakeAsync("v0/apiKeys", new { name = "Finance", scopes = Words("read") });

        // A name that is reserved, and that no server has (RFC 2606): what cannot be delivered is shown, and tried again.
        await MakeAsync("v0/webhookEndpoints", new { url = "https://hooks.runbox.example/tallystick", description = "Books and chat", eventTypes = Words("invoice.issued", "invoice.paid", "invoice.voided") });
        await MakeAsync("v0/alertRules", new { type = "wallet_low_balance", threshold = "15", currency = "USD" });
        await MakeAsync("v0/alertRules", new { type = "spend_threshold", planId = catalog.Plans[YearPlan.Scale], threshold = "750", window = "MONTH" });
        await MakeAsync("v0/alertRules", new { type = "usage_spike", billableMetricId = catalog.Tokens, threshold = "2000000", factor = "3", days = 7 });

        await MakeAsync("v1/features", new { key = "tokens", name = "Tokens", type = "metered", billableMetricId = catalog.Tokens });
        await MakeAsync("v1/features", new { key = "private-models", name = "Private models", type = "boolean" });
        await MakeAsync("v1/features", new { key = "support", name = "Support", type = "static" });
        foreach (var company in Words("kestrel", "lumen", "mangrove"))
        {
            var customerId = customers.Of(company).Id;
            var usagePeriod = new { interval = "P1M", anchor = month };
            await MakeAsync("v1/entitlements", new { customerId, featureKey = "tokens", usagePeriod, issueAfterReset = 60_000_000, isSoftLimit = true, resetMaxRollover = 5_000_000 });
            await MakeAsync("v1/entitlements", new { customerId, featureKey = "private-models" });
        }

        var config = new { answersWithin = "PT1H", channel = "telephone" };
        await MakeAsync("v1/entitlements", new { customerId = customers.Of("halcyon").Id, featureKey = "support", config });

        await MakeAsync("v0/customers/authorization", new { email = "mireille@neueswerk.example", name = "Neues Werk", planId = catalog.Plans[YearPlan.Team] });
        await MakeAsync("v0/entitlements", new
        {
            customerId = customers.Of("hackathon").Id,
            entitlementData = new[] { new { billableMetricId = demo.MetricIds.Premium, quantity = "1500" } },
            expiresIn = "P7D",
        });

        async Task MakeAsync(string path, object body) => await client.PostAsync(path, body, cancellation);
    }

    private static string[] Words(params string[] words) => words;
}
