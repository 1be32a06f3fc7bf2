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

    [Fact]
    public async Task Bug_events_of_an_account_that_had_much_waiting_had_each_of_its_records_read_for_every_question()
    {
        var pipeline = await Pipeline.CreateAsync();
        for (var i = 0; i < Waiting; i++)
        {
            await pipeline.AppendAsync(Reported($"k{i}", 1));
        }

        var log = new CountingLog(pipeline.Log);
        var fates = new EventFates(log, pipeline.Claims, pipeline.Store);
        for (var i = 0; i < Waiting; i++)
        {
            Assert.Equal(EventStatus.Accepted, (await fates.FindAsync(Tenant, EventId.Of(Account, $"k{i}"), default))!.Status);
        }

        Assert.Equal(Waiting + Waiting, log.Given);
    }

    [Fact]
    public async Task An_event_that_waits_again_behind_its_rejection_is_found()
    {
        var pipeline = await Pipeline.CreateAsync();
        var fates = pipeline.Fates();
        var retried = EventId.Of(Account, "a");
        await pipeline.AppendAsync(Reported("a", 1, metric: "9"));
        await pipeline.AppendAsync(Reported("b", 1));
        Assert.Equal(EventStatus.Accepted, (await fates.FindAsync(Tenant, retried, default))!.Status);
        await pipeline.AppendAsync(Reported("a", 1));
        Assert.Equal(EventStatus.Accepted, (await fates.FindAsync(Tenant, EventId.Of(Account, "b"), default))!.Status);
        await pipeline.MeterOver(pipeline.Store).ConsumeAsync(0, [.. (await pipeline.ReadAsync(0, 0)).Take(1)], default);
        Assert.Equal(EventStatus.Accepted, (await fates.FindAsync(Tenant, retried, default))!.Status);
        await pipeline.MeterAllAsync();
        Assert.Equal(EventStatus.Counted, (await fates.FindAsync(Tenant, retried, default))!.Status);
    }
}
