using Tallystick.Tests.Benchmarks.Ingest;
using Tallystick.Tests.Benchmarks.Measures;

namespace Tallystick.Tests.Benchmarks.Latency;

/// <summary>The lists that a dashboard shows, asked at a steady rate while events come in as fast as they are taken.</summary>
internal static class DashboardLoad
{
    private const double PerSecond = 60;

    internal static async Task<IEnumerable<(string Path, Quantiles Times)>> MeasureAsync(TallySide side, byte[][] load, int connections)
    {
        var now = TimeProvider.System.GetUtcNow();
        var period = $"startTime={now.AddDays(-30):yyyy-MM-ddTHH:mm:ssZ}&endTime={now:yyyy-MM-ddTHH:mm:ssZ}";
        (string Path, string Query, Quantiles Times)[] lists =
        [
            ("/v0/customers", "?limit=100", new Quantiles()),
            ("/v0/usage", $"?{period}&customerId={side.Merchant.Customers[0]}&limit=100", new Quantiles()),
            ("/v2/invoices", "?limit=100", new Quantiles()),
        ];
        var ingest = LoadGenerator.FullAsync(side, load, connections);
        var asked = new List<Task>();
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds(1 / PerSecond));
        while (!ingest.IsCompleted && await pace.WaitForNextTickAsync())
        {
            var (path, query, times) = lists[asked.Count % lists.Length];
            asked.Add(times.MeasureAsync(() => side.Merchant.Http.GetByteArrayAsync(path + query)));
        }

        await ingest;
        await Task.WhenAll(asked);
        return lists.Select(list => (list.Path, list.Times));
    }
}
