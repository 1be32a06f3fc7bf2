using Tallystick.Tests.Benchmarks.Ingest;

namespace Tallystick.Tests.Benchmarks.Latency;

/// <summary>Customers with money in their wallets and a subscription that charges it, and with the invoice of its first fee.</summary>
internal static class PrepaidCustomers
{
    private const int Most = 500;
    private const int Creators = 32;

    /// <summary>The last customers of the merchant: they have the fewest events.</summary>
    internal static IReadOnlyList<string> Of(TallyMerchant merchant) => [.. merchant.Customers.TakeLast(Most)];

    internal static async Task SubscribeAsync(TallyMerchant merchant)
    {
        var product = await MakeAsync("/v0/products", new { name = "Calls" });
        var plan = await MakeAsync("/v0/plans", new
        {
            productId = product,
            name = "Prepaid",
            currency = "USD",
            billingCadence = "P1M",
            prices = new object[]
            {
                new
                {
                    billableMetricId = merchant.Metrics[0],
                    invoiceDisplayName = "Calls",
                    paymentTerm = "instant",
                    model = "standard",
                    properties = new { unitPrice = "0.001" },
                },
                new
                {
                    feeId = "base",
                    invoiceDisplayName = "Base",
                    paymentTerm = "in_advance",
                    model = "standard",
                    properties = new { unitPrice = "5.00" },
                },
            },
        });
        var startedAt = TimeProvider.System.GetUtcNow();
        await Parallel.ForEachAsync(Of(merchant), new ParallelOptions { MaxDegreeOfParallelism = Creators }, async (customer, _) =>
        {
            await MakeAsync("/v0/payments", new { customerId = customer, amount = "1000.00", currency = "USD", idempotencyKey = customer });
            await MakeAsync("/v0/subscriptions", new { name = "Prepaid", planId = plan, customerId = customer, startedAt });
        });

        async Task<string> MakeAsync(string path, object body) => TallyMerchant.IdOf(await merchant.PostAsync(path, body));
    }
}
