using Tallystick.Tests.Benchmarks.Ingest;
using Tallystick.Tests.Benchmarks.Measures;

namespace Tallystick.Tests.Benchmarks.Latency;

/// <summary>Holds of money on prepaid wallets, <c>POST /v0/entitlements</c>, at a steady rate and nothing else.</summary>
internal static class HoldLoad
{
    private const int PerSecond = 1000;
    private const int WarmUp = 2 * PerSecond;
    private const int Holds = 10 * PerSecond;

    internal static async Task<Quantiles> MeasureAsync(TallyMerchant merchant)
    {
        var customers = PrepaidCustomers.Of(merchant);
        await OpenLoop.RunAsync(WarmUp, PerSecond, HoldAsync);
        return await OpenLoop.MeasureAsync(Holds, PerSecond, HoldAsync);

        Task HoldAsync(int number) => merchant.PostAsync("/v0/entitlements", new
        {
            customerId = customers[number % customers.Count],
            entitlementData = new[] { new { billableMetricId = merchant.Metrics[0], quantity = 10 } },
        });
    }
}
