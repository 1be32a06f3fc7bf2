using NodaTime;
using Tallystick.DevHost.Client;

namespace Tallystick.DevHost.Demo;

/// <summary>Makes what the demo needs, as a merchant's engineer would: by the HTTP API alone.</summary>
internal static class DemoSetup
{
    internal const string CustomerName = "Ada's Coding School";
    private const string Currency = "USD";

    /// <summary>A merchant, its catalogue, a test clock, and a subscribed customer with money in the wallet.</summary>
    internal static async Task<DemoFile> CreateAsync(TallyClient operatorClient, string operatorKey, Instant start, CancellationToken cancellation)
    {
        var merchant = await operatorClient.PostAsync("v0/merchants", new { name = "Runbox" }, cancellation);
        await operatorClient.PatchAsync(
            $"v0/merchants/{merchant.Text("id")}", new { legalName = "Runbox Limited", address = "1 Mill Lane\nCork\nIreland", taxId = "IE3628739EH" }, cancellation);
        var key = merchant.GetProperty("apiKeys").EnumerateArray().Single(item => item.Text("mode") == "test").Text("key");
        using var client = new TallyClient(operatorClient.BaseUrl, key);
        var product = await MakeAsync("v0/products", new { name = "Code execution", description = "Runs programs in many languages." });
        var metrics = new DemoMetrics(
            await MakeAsync("v0/billableMetrics", new { productId = product, name = "Basic submissions", unit = "submission", aggregation = "COUNT" }),
            await MakeAsync("v0/billableMetrics", new { productId = product, name = "Premium submissions", unit = "submission", aggregation = "COUNT" }),
            await MakeAsync("v0/billableMetrics", new { productId = product, name = "Execution time", unit = "second", aggregation = "SUM" }));
        var plan = await MakeAsync("v0/plans", new
        {
            productId = product,
            name = "Pay as you go",
            currency = Currency,
            billingCadence = "P1M",
            defaultTaxRate = "0.19",
            prices = new object[]
            {
                Usage(metrics.Basic, "Basic submissions", "0.001"),
                Usage(metrics.Premium, "Premium submissions", "0.005"),
                Usage(metrics.ExecutionTime, "Execution time", "0.0002"),
                new { feeId = "platform", invoiceDisplayName = "Platform fee", paymentTerm = "in_arrears", model = "standard", properties = new { unitPrice = "5.00" } },
            },
        });
        var clock = await MakeAsync("v0/testClocks", new { currentTime = start, name = "Demo" });
        var customer = await MakeAsync("v0/customers", new
        {
            consumer = new { name = CustomerName, email = "ada@example.com" },
            externalId = "ada",
            testClockId = clock,
        });
        var subscription = await MakeAsync("v0/subscriptions", new { name = "Ada's classroom", planId = plan, customerId = customer, startedAt = start });
        await MakeAsync("v0/payments", new { customerId = customer, amount = "20.00", currency = Currency, idempotencyKey = "first-top-up" });
        return new DemoFile(operatorClient.BaseUrl, operatorKey, merchant.Text("id"), key, customer, metrics, plan, subscription, clock);

        async Task<string> MakeAsync(string path, object body) => (await client.PostAsync(path, body, cancellation)).Text("id");
    }

    private static object Usage(string metric, string name, string unitPrice) =>
        new { billableMetricId = metric, invoiceDisplayName = name, paymentTerm = "instant", model = "standard", properties = new { unitPrice } };
}
