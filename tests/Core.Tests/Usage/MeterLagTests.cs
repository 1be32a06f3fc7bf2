using NodaTime;
using Tallystick.Core.Usage;
using Tallystick.Tests.Contracts;
using Tallystick.Tests.Contracts.Memory;

namespace Tallystick.Tests.Core.Tests.Usage;

public class MeterLagTests
{
    private readonly ManualTime time = new();

    [Fact]
    public async Task Where_little_waits_its_events_are_counted()
    {
        Assert.Equal((4, 1 + 3 + 1 + 2), await LagAsync("a", "a\nb\nc", "a\n", "a\nb\n"));
        Assert.Equal((0, 0), await LagAsync());
    }

    [Fact]
    public async Task Where_much_waits_its_events_are_estimated_by_the_first_128_KB()
    {
        var half = new string('x', 64 * 1024);
        var alone = new string('y', 200);

        // Two records with two events each are read, and stand for twenty.
        Assert.Equal((20, 40), await LagAsync([.. Enumerable.Repeat($"{half}\n{alone}", 2), .. Enumerable.Repeat(alone, 18)]));
    }

    [Fact]
    public void A_record_that_holds_no_events_has_none() =>
        Assert.Equal(0, Delivery.CountOf(LogRecord.Unreadable(0, 0, Instant.FromUnixTimeSeconds(0), "It names no account.")));

    private async Task<(long Records, long Events)> LagAsync(params string[] payloads)
    {
        var log = new MemoryEventLog(time, partitionCount: 1);
        await log.AppendAsync([.. payloads.Select(payload => Samples.Entry(1, payload))], default);
        var lag = Assert.Single(await new MeterLag(log, new MeterProgress(new MemoryDocumentStore())).ReadAsync(Instant.FromDateTimeOffset(time.GetUtcNow()), default));
        return (lag.Records, lag.Events);
    }
}
