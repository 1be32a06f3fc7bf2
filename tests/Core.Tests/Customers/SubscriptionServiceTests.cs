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
    public async Task An_end_now_is_the_moment_from_which_on_metering_knows_of_it()
    {
        var pipeline = await Pipeline.CreateAsync();
        var now = pipeline.Time.Now;
        var ended = (await ServiceOf(pipeline).TerminateAsync(Tenant, pipeline.Subscription, "over", null, default)).OrThrow();
        Assert.Equal((now + CacheTime, now + CacheTime), (ended.EndedAt, ended.EndRecordedAt));

        pipeline.Time.Advance(TimeSpan.FromSeconds(59));
        await pipeline.AppendAsync(Reported("within the cache time", 1, pipeline.Time.Now));
        pipeline.Time.Advance(TimeSpan.FromSeconds(1));
        await pipeline.AppendAsync(Reported("after it", 10, pipeline.Time.Now));
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
            pipeline.Store, new CustomerRegister(pipeline.Store, clocks, []), new Clocks(pipeline.Time, clocks, new CatalogSettings(CacheTime)), pipeline.Credits(), pipeline.Ahead, []);
    }
}
