using Tallystick.DevHost.Load;

namespace Tallystick.Tests.EndToEnd.Cli;

public sealed class LoadReportTests
{
    [Theory]
    [InlineData(100, 0.50, 50)]
    [InlineData(100, 0.99, 99)]
    [InlineData(100, 1.00, 100)]
    [InlineData(1, 0.99, 1)]
    [InlineData(3, 0.50, 2)]
    [InlineData(0, 0.50, 0)]
    public void A_percentile_is_the_nearest_rank(int requests, double fraction, int milliseconds) =>
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), Report(requests).Percentile(fraction));

    private static LoadReport Report(int requests) => new()
    {
        Acknowledged = 0,
        Failed = new Dictionary<string, int>(),
        Retries = 0,
        Elapsed = TimeSpan.FromSeconds(1),
        Latencies = [.. Enumerable.Range(1, requests).Select(i => TimeSpan.FromMilliseconds(i))],
    };
}
