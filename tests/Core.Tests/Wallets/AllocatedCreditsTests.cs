using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;
using Tallystick.Tests.Core.Tests.Usage.Kit;
using static Tallystick.Tests.Core.Tests.Usage.Kit.UsageSample;

namespace Tallystick.Tests.Core.Tests.Wallets;

/// <summary>The credits of a plan come once, whatever fails.</summary>
public class AllocatedCreditsTests
{
    private static readonly CreditAllocation Monthly = new() { Name = "Monthly", Amount = 10, Interval = BillingCadence.Month };
    private static readonly CreditAllocation Welcome = new() { Name = "Welcome", Amount = 5, ExpiresAfter = Duration.FromDays(14) };

    [Fact]
    public async Task Whatever_fails_each_comes_once_and_stops_with_the_subscription()
    {
        for (var i = 0; i < 60; i++)
        {
            var seed = Random.Shared.Next();
            var random = new Random(seed);
            var pipeline = await WaitingAsync();
            var store = new FaultyStore(pipeline.Store, random, random.NextDouble() / 5);
            var terminates = random.Next(2) == 0;
            await UntilDoneAsync(() => ServiceOf(pipeline, store).ActivateAsync(Account, pipeline.Subscription, pipeline.Time.Now, default).AsTask(), repeats: random.Next(3) > 0);
            pipeline.Time.Advance(TimeSpan.FromMinutes(1));
            await Task.WhenAll(SweepUnderFaultsAsync(pipeline, store), SweepUnderFaultsAsync(pipeline, store));
            if ((await SubscriptionAsync(pipeline)).ActivatedAt is not null && terminates)
            {
                await UntilDoneAsync(() => ServiceOf(pipeline, store).TerminateAsync(Tenant, pipeline.Subscription, "over", null, default).AsTask(), repeats: random.Next(3) > 0);
            }

            pipeline.Time.Advance(TimeSpan.FromMinutes(1));
            await SweepAsync(pipeline, pipeline.Store);
            var subscription = await SubscriptionAsync(pipeline);
            pipeline.Time.Advance(TimeSpan.FromDays(40));
            await SweepAsync(pipeline, pipeline.Store);

            var wallet = await new WalletService(pipeline.Store).GetAsync(Account, default);
            var expected = subscription.ActivatedAt is null ? 0 : subscription.EndedAt is null ? 25 : 15;
            var left = subscription.EndedAt is null && subscription.ActivatedAt is not null ? 10 : 0;
            Assert.True((expected, left) == (wallet?.Funded ?? 0, wallet?.Available ?? 0), $"seed {seed}: {expected}, {left}, but {wallet}");
            Assert.Empty(await pipeline.Store.ListAsync(DocumentRange.WithPrefix("allocations-due", "2"), descending: false, 0, 100, default));
        }
    }

    [Fact]
    public async Task An_entry_whose_change_was_never_written_goes_after_an_hour()
    {
        var pipeline = await WaitingAsync();
        var store = new InterleavingStore(pipeline.Store)
        {
            BeforeCommit = partition => partition == Account.ToString() ? throw new StoreUnavailableException("cut off") : Task.CompletedTask,
        };
        await Assert.ThrowsAsync<StoreUnavailableException>(() => ServiceOf(pipeline, store).ActivateAsync(Account, pipeline.Subscription, pipeline.Time.Now, default).AsTask());

        pipeline.Time.Advance(TimeSpan.FromMinutes(59));
        await SweepAsync(pipeline, pipeline.Store);
        Assert.Equal(1, await pipeline.Store.CountAsync(DocumentRange.WithPrefix("allocations-due", "2"), default));
        pipeline.Time.Advance(TimeSpan.FromMinutes(1));
        await SweepAsync(pipeline, pipeline.Store);
        Assert.Equal(0, await pipeline.Store.CountAsync(DocumentRange.WithPrefix("allocations-due", "2"), default));
        Assert.Null(await new WalletService(pipeline.Store).GetAsync(Account, default));
    }

    [Fact]
    public async Task What_the_wallet_does_not_take_comes_when_there_is_room_for_it()
    {
        var pipeline = await WaitingAsync();
        var grants = new GrantService(pipeline.Store, pipeline.Ids, pipeline.ClocksOver(pipeline.Store), pipeline.Terms, pipeline.Units);
        var customer = (await new CustomerDirectory(pipeline.Store).ResolveAsync(Tenant, UsageSample.Customer.ToString(), default))!;
        for (var i = 0; i < WalletDecisions.MaxGrants; i++)
        {
            var wish = new GrantRequest { Amount = 1, Currency = Currency.Parse("USD"), IdempotencyKey = $"{i}", ExpiresAt = pipeline.Time.Now + Duration.FromMinutes(90) };
            (await grants.CreateAsync(Tenant, customer, wish, default)).OrThrow();
        }

        (await ServiceOf(pipeline, pipeline.Store).ActivateAsync(Account, pipeline.Subscription, pipeline.Time.Now, default)).OrThrow();
        pipeline.Time.Advance(TimeSpan.FromMinutes(60));
        await SweepAsync(pipeline, pipeline.Store);
        Assert.Equal(50, (await pipeline.WalletAsync()).Funded);
        pipeline.Time.Advance(TimeSpan.FromMinutes(60));
        await SweepAsync(pipeline, pipeline.Store);

        Assert.Equal((65, 15), ((await pipeline.WalletAsync()).Funded, (await pipeline.WalletAsync()).Available));
    }

    [Fact]
    public async Task An_interval_that_came_before_it_was_known_that_none_would_is_taken_back()
    {
        var pipeline = await WaitingAsync();
        (await ServiceOf(pipeline, pipeline.Store).ActivateAsync(Account, pipeline.Subscription, pipeline.Time.Now, default)).OrThrow();
        var end = pipeline.Start + Duration.FromDays(31);
        pipeline.Time.Advance((end - Duration.FromMinutes(1) - pipeline.Time.Now).ToTimeSpan());
        var cutOff = false;
        var store = new InterleavingStore(pipeline.Store)
        {
            BeforeCommit = partition =>
            {
                var fails = cutOff;
                cutOff |= partition == Account.ToString();
                return fails ? throw new StoreUnavailableException("cut off") : Task.CompletedTask;
            },
        };
        await Assert.ThrowsAsync<StoreUnavailableException>(() => ServiceOf(pipeline, store).TerminateAsync(Tenant, pipeline.Subscription, "over", end, default).AsTask());
        pipeline.Time.Advance(TimeSpan.FromMinutes(1));
        var grown = await new WalletDocuments(pipeline.Store).LoadAsync(Account, [], default, pipeline.Time.Now, default);
        Assert.Equal(10, grown.Wallet.Value.Available);

        await SweepAsync(pipeline, pipeline.Store);

        Assert.Equal((25, 0, 10), ((await pipeline.WalletAsync()).Funded, (await pipeline.WalletAsync()).Available, (await pipeline.WalletAsync()).Voided));
    }

    private static async Task<Pipeline> WaitingAsync()
    {
        var pipeline = await Pipeline.CreateAsync(terms: same => same with { CreditAllocations = new([Monthly, Welcome]) });
        await pipeline.ChangeSubscriptionAsync(subscription => subscription with { ActivatedAt = null, ActivationRecordedAt = null, AllocatesCredits = true });
        return pipeline;
    }

    private static SubscriptionService ServiceOf(Pipeline pipeline, IDocumentStore store) => new(
        store,
        new CustomerRegister(store, new TestClocks(store, pipeline.Ids), []),
        pipeline.ClocksOver(store),
        pipeline.Credits(store),
        pipeline.Ahead,
        []);

    private static async Task<Tallystick.Core.Customers.Subscription> SubscriptionAsync(Pipeline pipeline) =>
        (await ServiceOf(pipeline, pipeline.Store).OfAsync(Account, default)).Find(pipeline.Subscription)!;

    private static Task SweepAsync(Pipeline pipeline, IDocumentStore store) =>
        new GrantSweeper(store, pipeline.Credits(store)).SweepAllAsync(new WalletClock(pipeline.Time.Now), default);

    private static async Task SweepUnderFaultsAsync(Pipeline pipeline, IDocumentStore store)
    {
        try
        {
            await SweepAsync(pipeline, store);
        }
        catch (StoreUnavailableException)
        {
            // The next sweep does it.
        }
    }

    private static async Task UntilDoneAsync(Func<Task<Result<Tallystick.Core.Customers.Subscription>>> attempt, bool repeats)
    {
        for (var isDone = false; !isDone; isDone |= !repeats)
        {
            try
            {
                isDone = (await attempt()).TryGet(out _, out var refused) || refused.Code == "ALREADY_TERMINATED";
            }
            catch (StoreUnavailableException)
            {
                // As a client that asks again, or that gives up.
            }
        }
    }
}
