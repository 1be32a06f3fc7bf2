using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Tallystick.Tests.Core.Tests.Usage.Kit;
using static Tallystick.Tests.Core.Tests.Usage.Kit.UsageSample;

namespace Tallystick.Tests.Core.Tests.Usage;

public sealed class CachedReadsTests
{
    [Fact]
    public async Task Metering_may_go_on_with_an_accounts_subscriptions_for_half_of_the_time_after_which_a_change_is_in_force()
    {
        var pipeline = await Pipeline.CreateAsync();
        var terms = CachedReads.ForMetering(pipeline.Store, pipeline.Time);
        var before = await terms.TermsAsync(Account, default);
        await pipeline.ChangeSubscriptionAsync(subscription => subscription with { EndedAt = Noon, EndRecordedAt = pipeline.Time.Now + Duration.FromSeconds(60) });

        pipeline.Time.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(before.Subscriptions[0].EndedAt, (await terms.TermsAsync(Account, default)).Subscriptions[0].EndedAt);
        pipeline.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(Noon, (await terms.TermsAsync(Account, default)).Subscriptions[0].EndedAt);
    }

    [Fact]
    public async Task Metering_may_go_on_with_a_tenants_metrics_for_half_of_the_time_after_which_a_new_one_is_in_force()
    {
        var pipeline = await Pipeline.CreateAsync();
        var terms = CachedReads.ForMetering(pipeline.Store, pipeline.Time);
        var metric = MetricOf(Aggregation.Sum, "9");
        var before = await terms.MetricsAsync(Tenant, default);
        Assert.True(await pipeline.Store.CommitAsync($"{Tenant}/catalog", [DocumentWrite.Create(metric.Id.ToString(), metric.ToBody())], default));

        pipeline.Time.Advance(TimeSpan.FromSeconds(29));
        Assert.Same(before, await terms.MetricsAsync(Tenant, default));
        Assert.Null(before.Find(metric.Id, Noon));
        pipeline.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.NotNull((await terms.MetricsAsync(Tenant, default)).Find(metric.Id, Noon));
    }

    [Fact]
    public async Task Metering_knows_of_an_erasure_at_once_and_ingest_after_some_seconds()
    {
        var pipeline = await Pipeline.CreateAsync();
        var (terms, customers) = (CachedReads.ForMetering(pipeline.Store, pipeline.Time), CachedReads.ForIngest(pipeline.Store, pipeline.Time));
        Assert.Null((await terms.TermsAsync(Account, default)).ErasedAt);
        Assert.Null((await customers.ResolveAsync(Tenant, Account.Subject, default))!.ErasedAt);
        var read = (await pipeline.Store.ReadAsync<Tallystick.Core.Customers.Customer>($"{Tenant}/customers", UsageSample.Customer.ToString(), default))!;
        Assert.True(await pipeline.Store.CommitAsync($"{Tenant}/customers", [(read with { Value = read.Value.Erase(pipeline.Time.Now) }).ToWrite(UsageSample.Customer.ToString())], default));

        Assert.Equal(pipeline.Time.Now, (await terms.TermsAsync(Account, default)).ErasedAt);
        Assert.Null((await customers.ResolveAsync(Tenant, Account.Subject, default))!.ErasedAt);
        pipeline.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.NotNull((await customers.ResolveAsync(Tenant, Account.Subject, default))!.ErasedAt);
    }

    [Fact]
    public async Task A_customer_that_was_made_just_now_is_found()
    {
        var pipeline = await Pipeline.CreateAsync();
        var customers = CachedReads.ForIngest(pipeline.Store, pipeline.Time);
        Assert.Null(await customers.ResolveAsync(Tenant, "acme", default));

        var register = new CustomerRegister(pipeline.Store, new TestClocks(pipeline.Store, pipeline.Ids), []);
        (await register.AddAsync(Tenant, new Tallystick.Core.Customers.Customer { Id = Id<Tallystick.Core.Customers.Customer>.Of(new string('9', 26)), Name = "Acme", ExternalId = "acme", CreatedAt = pipeline.Time.Now }, default)).OrThrow();

        Assert.NotNull(await customers.ResolveAsync(Tenant, "acme", default));
    }
}
