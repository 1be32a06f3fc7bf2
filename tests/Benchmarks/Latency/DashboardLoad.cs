using Tallystick.Tests.Benchmarks.Ingest;
using Tallystick.Tests.Benchmarks.Measures;

namespace Tallystick.Tests.Benchmarks.Latency;

/// <summary>The lists that a dashboard shows.</summary>
/// <param name="side">Whose.</param>
internal sealed class DashboardLoad(TallySide side)
{
    /// <summary>How often each list is asked alone.</summary>
    internal const int Alone = 200;
    private const double PerSecond = 60;

    /// <summary>The addresses of the lists, without what is asked for.</summary>
    internal IReadOnlyList<string> Paths => [.. Lists().Select(list => list.Path)];

    /// <summary>One list, asked again and again, and nothing else.</summary>
    internal async Task<Quantiles> MeasureAloneAsync(string path)
    {
        var times = new Quantiles();
        var address = path + Lists().Single(list => list.Path == path).Query;
        for (var i = 0; i < Alone; i++)
        {
            await times.MeasureAsync(() => side.Merchant.Http.GetByteArrayAsync(address));
        }

        return times;
    }

    /// <summary>All lists at a steady rate, while events come in as fast as they are taken.</summary>
    internal async Task<IEnumerable<(string Path, Quantiles Times)>> MeasureAsync(byte[][] load, int connections)
    {
        (string Path, string Query, Quantiles Times)[] lists = [.. Lists().Select(list => (list.Path, list.Query, new Quantiles()))];
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

    private IEnumerable<(string Path, string Query)> Lists()
    {
        var today = TimeProvider.System.GetUtcNow().UtcDateTime.Date;
        var period = $"startTime={today.AddDays(-29):yyyy-MM-dd}T00:00:00Z&endTime={today.AddDays(1):yyyy-MM-dd}T00:00:00Z";
        return
        [
            ("/v0/customers", "?limit=100"),
            ("/v0/usage", $"?{period}&customerId={side.Merchant.Customers[0]}&limit=100"),
            ("/v2/invoices", "?limit=100"),
        ];
    }
}
