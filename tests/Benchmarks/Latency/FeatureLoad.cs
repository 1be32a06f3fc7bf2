using Tallystick.Tests.Benchmarks.Ingest;
using Tallystick.Tests.Benchmarks.Measures;

namespace Tallystick.Tests.Benchmarks.Latency;

/// <summary>Checks of metered features, of customers with a month of usage, at a steady rate and nothing else.</summary>
internal static class FeatureLoad
{
    private const int PerSecond = 1000;
    private const int WarmUp = 2 * PerSecond;
    private const int Timed = 10 * PerSecond;
    private const int Customers = 500;

    /// <summary>All calls, those of the warm up among them.</summary>
    internal const int Calls = WarmUp + Timed;

    /// <summary><c>GET /v1/entitlements?customerId=&amp;featureKey=</c>.</summary>
    internal static async Task<Quantiles> MeasureAsync(TallyMerchant merchant)
    {
        await merchant.PostAsync("/v1/features", new { key = "calls", name = "Calls", type = "metered", billableMetricId = merchant.Metrics[0] });
        var customers = merchant.Customers.Take(Customers).ToList();
        var usagePeriod = new { interval = "P1M", anchor = TimeProvider.System.GetUtcNow().AddDays(-31) };
        await Parallel.ForEachAsync(customers, async (customerId, _) => await merchant.PostAsync("/v1/entitlements", new
        {
            customerId,
            featureKey = "calls",
            usagePeriod,
            issueAfterReset = "1000000",
        }));
        await OpenLoop.RunAsync(WarmUp, PerSecond, CheckAsync);
        return await OpenLoop.MeasureAsync(Timed, PerSecond, CheckAsync);

        Task CheckAsync(int number) => merchant.Http.GetByteArrayAsync($"/v1/entitlements?customerId={customers[number % customers.Count]}&featureKey=calls");
    }
}
