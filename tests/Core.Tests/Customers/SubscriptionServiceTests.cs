using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Tests.Core.Tests.Usage.Kit;
using static Tallystick.Tests.Core.Tests.Usage.Kit.UsageSample;

namespace Tallystick.Tests.Core.Tests.Customers;

public class SubscriptionServiceTests
{
    private static readonly Duration CacheTime = Duration.FromMinutes(1);

    [Fact]
    public async Task An_event_that_may_be_metered_before_an_end_is_written_is_judged_without_it()
    {
        var pipeline = await Pipeline.CreateAsync();
        var end = pipeline.Time.Now;
        (await ServiceOf(pipeline).TerminateAsync(Tenant, pipeline.Subscription, "over", null, default)).OrThrow();

        pipeline.Time.Advance(TimeSpan.FromSeconds(59));
        await pipeline.AppendAsync(Reported("within the cache time", 1, end));
        pipeline.Time.Advance(TimeSpan.FromSeconds(1));
        await pipeline.AppendAsync(Reported("after it", 10, end));
        await pipeline.MeterAllAsync();

        Assert.Equal(1m, (await pipeline.TotalAsync("1")).Value);
    }

    [Fact]
    public async Task A_subscription_that_became_active_charges_what_comes_a_cache_time_later()
    {
        var pipeline = await Pipeline.CreateAsync();
        await pipeline.ChangeSubscriptionAsync(subscription => subscription with { ActivatedAt = null, ActivationRecordedAt = null });

        var active = (await ServiceOf(pipeline).ActivateAsync(Account, pipeline.Subscription, pipeline.Time.Now, default)).OrThrow();

        Assert.Equal((pipeline.Time.Now, pipeline.Time.Now + CacheTime), (active.ActivatedAt, active.ActivationRecordedAt));
    }

    private static SubscriptionService ServiceOf(Pipeline pipeline)
    {
        var clocks = new TestClocks(pipeline.Store, pipeline.Ids);
        return new SubscriptionService(
            pipeline.Store, new CustomerRegister(pipeline.Store, clocks, []), new Clocks(pipeline.Time, clocks, new CatalogSettings(CacheTime)), pipeline.Credits(), []);
    }
}
