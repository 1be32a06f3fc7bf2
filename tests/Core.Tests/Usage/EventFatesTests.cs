using Tallystick.Core.Customers;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Tallystick.Tests.Core.Tests.Usage.Kit;
using static Tallystick.Tests.Core.Tests.Usage.Kit.UsageSample;

namespace Tallystick.Tests.Core.Tests.Usage;

public class EventFatesTests
{
    private const int Waiting = 200;

    [Fact]
    public async Task An_event_is_found_while_it_waits_and_when_it_counts_by_one_who_asks_all_along()
    {
        var pipeline = await Pipeline.CreateAsync(partitions: 2);
        var fates = pipeline.Fates();
        var (first, second) = (EventId.Of(Account, "a"), EventId.Of(Account, "b"));

        Assert.Null(await fates.FindAsync(Tenant, first, default));
        await pipeline.AppendAsync(Reported("a", 1));
        Assert.Equal(EventStatus.Accepted, (await fates.FindAsync(Tenant, first, default))!.Status);
        await pipeline.MeterAllAsync();
        Assert.Equal(EventStatus.Counted, (await fates.FindAsync(Tenant, first, default))!.Status);
        Assert.Null(await fates.FindAsync(Tenant, second, default));
        await pipeline.AppendAsync(Reported("b", 1), Reported("a", 1));
        Assert.Equal(EventStatus.Accepted, (await fates.FindAsync(Tenant, second, default))!.Status);
        Assert.Equal(EventStatus.Counted, (await fates.FindAsync(Tenant, first, default))!.Status);
        await pipeline.MeterAllAsync();
        Assert.Equal(EventStatus.Counted, (await fates.FindAsync(Tenant, second, default))!.Status);
    }

    [Fact]
    public async Task What_waits_is_read_once_however_many_ask_for_events()
    {
        var pipeline = await Pipeline.CreateAsync();
        var others = AccountId.Of(Tenant, Id<Customer>.Of("00000000000000000000000002"));
        for (var i = 0; i < Waiting; i++)
        {
            await pipeline.Log.AppendAsync(Packing.Pack([(others, Reported($"k{i}", 1))]), default);
        }

        await pipeline.AppendAsync(Reported("a", 1));
        var log = new CountingLog(pipeline.Log);
        var fates = new EventFates(log, pipeline.Claims, pipeline.Store);
        for (var i = 0; i < Waiting; i++)
        {
            Assert.Equal(EventStatus.Accepted, (await fates.FindAsync(Tenant, EventId.Of(Account, "a"), default))!.Status);
        }

        // The whole tail, and the one record each time.
        Assert.Equal(Waiting + 1 + Waiting, log.Given);
    }
}
