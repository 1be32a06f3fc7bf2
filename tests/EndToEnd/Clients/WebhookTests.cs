using System.Text.Json.Nodes;
using Tallystick.Tests.EndToEnd.Kit;

namespace Tallystick.Tests.EndToEnd.Clients;

/// <summary>What the process sends is what receivers verify who use the package that the standard's authors publish.</summary>
public sealed class WebhookTests
{
    private const string Endpoints = "/v0/webhookEndpoints";

    [Fact]
    public async Task The_standardwebhooks_package_verifies_what_became_of_an_invoice_while_secrets_change()
    {
        using var data = new DataDirectory();
        await using var process = await TallyProcess.StartAsync(data.Path, StartCommand.On(data.Path, "--local-webhooks"));
        using var scenario = await TallyScenario.CreateAsync(process);
        await using var receiver = await WebhookReceiver.StartAsync();
        var endpoint = await scenario.Client.PostAsync(Endpoints, new { url = receiver.Url, eventTypes = new[] { "invoice.issued", "invoice.paid" } });
        var first = endpoint.Text("secret");
        await receiver.KnowAsync(first);

        // The customer, the subscription and the payment were facts before it, of which this endpoint is not told.
        var invoice = await IssueAsync(scenario);
        var (issued, paid) = InOrder(await receiver.NextAsync(), await receiver.NextAsync());
        AssertTells(issued, "invoice.issued", invoice, "issued");
        AssertTells(paid, "invoice.paid", invoice, "paid");
        Assert.InRange(issued["told"]!["sequence"]!.GetValue<int>(), 4, paid["told"]!["sequence"]!.GetValue<int>() - 1);
        Assert.Equal((1, 1), (issued["signatures"]!.GetValue<int>(), paid["signatures"]!.GetValue<int>()));

        // The receiver that has not heard of the new secret yet, and the one that has, both know the sender.
        var second = (await scenario.Client.PostAsync($"{Endpoints}/{endpoint.Text("id")}/rotateSecret", new { }, 200)).Text("secret");
        foreach (var secret in new[] { first, second })
        {
            await receiver.KnowAsync(secret);
            var again = await ReplayAsync(scenario, endpoint, receiver);
            Assert.Equal((paid.Text("id"), 2), (again.Text("id"), again["signatures"]?.GetValue<int>()));
            Assert.True(JsonNode.DeepEquals(paid["told"], again["told"]), again.ToJsonString());
        }

        // One that knows neither refuses, and is called again.
        await receiver.KnowAsync("whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
        Assert.Equal("No matching signature found", (await ReplayAsync(scenario, endpoint, receiver)).Text("error"));
        await receiver.KnowAsync(second);
        Assert.Equal(paid.Text("id"), (await receiver.NextAsync()).Text("id"));
        await Eventually.AnswersAsync(() => NewestAsync(scenario, endpoint), newest => newest.Text("status") == "delivered", "the last delivery");
    }

    /// <summary>Has an invoice of a test clock's month issued, which the wallet pays.</summary>
    private static async Task<JsonNode> IssueAsync(TallyScenario scenario)
    {
        var clock = (await scenario.Client.PostAsync("/v0/testClocks", new { currentTime = "2026-02-01T00:00:00Z" })).Text("id");
        var customer = (await scenario.Client.PostAsync(
            "/v0/customers", new { consumer = new { name = "Ada", email = "ada@example.com" }, testClockId = clock })).Text("id");
        await scenario.FundAsync(customer, "10", "first");
        var product = (await scenario.Client.PostAsync("/v0/products", new { name = "Code execution" })).Text("id");
        var metric = await scenario.MetricAsync();
        var price = new { billableMetricId = metric, invoiceDisplayName = "Runs", paymentTerm = "in_arrears", model = "standard", properties = new { unitPrice = "2" } };
        var plan = (await scenario.Client.PostAsync(
            "/v0/plans", new { productId = product, name = "Pro", currency = "USD", billingCadence = "P1M", prices = new[] { price } })).Text("id");
        await scenario.Client.PostAsync(
            "/v0/subscriptions", new { name = "Ada's", planId = plan, customerId = customer, startedAt = "2026-02-01T00:00:00Z", autoCharge = true });
        var properties = new[] { new { billableMetricId = metric, quantity = "3" } };
        await scenario.Client.PostAsync("/v0/usage", new { idempotencyKey = "1", customerId = customer, timestamp = "2026-02-01T00:00:00Z", properties });
        await scenario.CaughtUpAsync(customer, "usage");
        using var forward = await scenario.Client.PatchAsync($"/v0/testClocks/{clock}", Json.Of(new { currentTime = "2026-03-03T00:00:00Z" }));
        await forward.ReadAsync(200);
        return await Eventually.AnswersAsync(
            async () => (await scenario.Client.GetJsonAsync("/v2/invoices"))["data"]!.AsArray().FirstOrDefault() ?? new JsonObject { ["status"] = "none" },
            found => found.Text("status") == "paid",
            "the invoice");
    }

    /// <summary>Has the newest delivery sent again, once it stands still, and returns what the receiver made of it.</summary>
    private static async Task<JsonNode> ReplayAsync(TallyScenario scenario, JsonNode endpoint, WebhookReceiver receiver)
    {
        var newest = await Eventually.AnswersAsync(() => NewestAsync(scenario, endpoint), one => one.Text("status") == "delivered", "the last delivery");
        await scenario.Client.PostAsync($"/v0/webhookDeliveries/{newest.Text("id")}/replay", new { }, 200);
        return await receiver.NextAsync();
    }

    private static async Task<JsonNode> NewestAsync(TallyScenario scenario, JsonNode endpoint) =>
        (await scenario.Client.GetJsonAsync($"{Endpoints}/{endpoint.Text("id")}/deliveries?limit=1"))["data"]![0]!;

    /// <summary>Deliveries may overtake one another.</summary>
    private static (JsonNode First, JsonNode Second) InOrder(JsonNode one, JsonNode other)
    {
        Assert.True(one["told"] is not null && other["told"] is not null, $"{one} {other}");
        return one["told"]!["sequence"]!.GetValue<int>() < other["told"]!["sequence"]!.GetValue<int>() ? (one, other) : (other, one);
    }

    private static void AssertTells(JsonNode got, string type, JsonNode invoice, string status)
    {
        var (told, data) = (got["told"]!, got["told"]!["data"]!);
        Assert.Equal((type, got.Text("id")), (told.Text("eventType"), told.Text("eventId")));
        foreach (var member in new[] { "object", "id", "type", "invoiceNumber", "customerId", "subscriptionId", "currency", "grandTotal", "issuedAt", "dueAt" })
        {
            Assert.Equal((member, invoice.Text(member)), (member, data.Text(member)));
        }

        Assert.Equal((status, "6.00"), (data.Text("status"), data.Text("grandTotal")));
    }
}
