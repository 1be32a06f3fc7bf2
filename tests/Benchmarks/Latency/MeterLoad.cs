using Tallystick.Tests.Benchmarks.Ingest;
using Tallystick.Tests.Benchmarks.Measures;

namespace Tallystick.Tests.Benchmarks.Latency;

/// <summary>Meter queries of a month by hour, one at a time.</summary>
internal static class MeterLoad
{
    internal const int OfOneCustomer = 500;
    internal const int OfAll = 200;

    internal static async Task<Quantiles> MeasureAsync(TallyMerchant merchant, bool ofOneCustomer)
    {
        var times = new Quantiles();
        var to = TimeProvider.System.GetUtcNow();
        var period = $"from={to.AddDays(-30):yyyy-MM-ddTHH:00:00Z}&to={to:yyyy-MM-ddTHH:00:00Z}&windowSize=HOUR";
        for (var i = 0; i < (ofOneCustomer ? OfOneCustomer : OfAll); i++)
        {
            var subject = ofOneCustomer ? $"&subject={merchant.Customers[i % merchant.Customers.Count]}" : "";
            var metric = merchant.Metrics[i % merchant.Metrics.Count];
            await times.MeasureAsync(() => merchant.Http.GetByteArrayAsync($"/v0/billableMetrics/{metric}/meter?{period}{subject}"));
        }

        return times;
    }
}
