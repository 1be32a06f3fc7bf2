using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Values;
using Tallystick.Tests.Core.Tests.Usage.Kit;
using Tallystick.Tests.Core.Tests.Wallets;
using static Tallystick.Tests.Core.Tests.Usage.Kit.UsageSample;
using Customer = Tallystick.Core.Customers.Customer;
using Subscription = Tallystick.Core.Customers.Subscription;

namespace Tallystick.Tests.Core.Tests.Billing;

/// <summary>The periods at both ends of a subscription: the first waits for a payment, the last may become due before its time.</summary>
public class FirstAndLastPeriodTests
{
    [Fact]
    public async Task An_end_whose_answer_was_lost_is_seen_to_when_it_is_asked_for_again()
    {
        var pipeline = await StartedAsync();
        var cut = new InterleavingStore(pipeline.Store)
        {
            BeforeCommit = partition => partition.EndsWith("/billing", StringComparison.Ordinal) ? throw new StoreUnavailableException("cut off") : Task.CompletedTask,
        };
        pipeline.Time.Advance(TimeSpan.FromDays(10));

        await Assert.ThrowsAsync<StoreUnavailableException>(() => TerminateAsync(pipeline, cut));
        pipeline.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("ALREADY_TERMINATED", await TerminateAsync(pipeline, pipeline.Store));

        Assert.Contains(await DueAsync(pipeline), due => due.Entry.StartsWith("due:20260111010000", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_last_period_of_a_terminated_subscription_waits_for_those_before_it()
    {
        var pipeline = await StartedAsync();
        pipeline.Time.Advance(TimeSpan.FromDays(40));
        await TerminateAsync(pipeline, pipeline.Store);
        pipeline.Time.Advance(TimeSpan.FromDays(1));

        Assert.False(await pipeline.Closer().CloseAsync(pipeline.Due(1), default));
        Assert.Empty(await pipeline.AllInvoicesAsync());
        foreach (var due in (await DueAsync(pipeline)).OrderBy(due => due.Index))
        {
            Assert.True(await pipeline.Closer().CloseAsync(due, default));
        }

        Assert.Equal([("INV-000001", pipeline.Start), ("INV-000002", Closings.February)], (await pipeline.AllInvoicesAsync()).Select(invoice => (invoice.Number!, invoice.Period.Start)).Order());
    }

    /// <summary>A pipeline with the entry of its subscription's first period.</summary>
    private static async Task<Pipeline> StartedAsync()
    {
        var pipeline = await Pipeline.CreateAsync();
        await BeginAsync(pipeline);
        return pipeline;
    }

    private static async Task<Id<Invoice>?> BeginAsync(Pipeline pipeline)
    {
        var version = (await pipeline.Store.ReadAsync<PlanVersion>($"{Tenant}/catalog", Id<PlanVersion>.Of("v").ToString(), default))!.Value;
        return await new InitialInvoices(pipeline.Store, pipeline.Invoices(), new CustomerDirectory(pipeline.Store), pipeline.ClocksOver(pipeline.Store))
            .StartedAsync(Account, await SubscriptionAsync(pipeline), version, pipeline.Start, default);
    }

    private static async Task<Subscription> SubscriptionAsync(Pipeline pipeline) =>
        (await pipeline.Store.ReadAsync<AccountSubscriptions>(Account.ToString(), AccountSubscriptions.DocumentId, default))!.Value.Subscriptions[0];

    /// <summary>Ends the subscription now; null, or the code of the refusal.</summary>
    private static async Task<string?> TerminateAsync(Pipeline pipeline, IDocumentStore store)
    {
        var clocks = pipeline.ClocksOver(store);
        var register = new CustomerRegister(store, new TestClocks(store, pipeline.Ids), []);
        var service = new SubscriptionService(store, register, clocks, [new LastPeriods(store, new CustomerDirectory(store), clocks)]);
        return (await service.TerminateAsync(Tenant, pipeline.Subscription, "over", null, default)).TryGet(out _, out var refused) ? null : refused.Code;
    }

    private static async Task<IReadOnlyList<DuePeriod>> DueAsync(Pipeline pipeline, string prefix = "due:") =>
        await pipeline.Store.ListAllAsync<DuePeriod>(DocumentRange.WithPrefix($"{Tenant}/billing", prefix), default);
}
