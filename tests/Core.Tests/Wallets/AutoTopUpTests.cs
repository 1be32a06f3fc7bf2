using System.Globalization;
using Tallystick.Core.Customers;
using Tallystick.Core.Notifications;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;
using Tallystick.Tests.Contracts;
using Tallystick.Tests.Contracts.Memory;
using static Tallystick.Tests.Core.Tests.Wallets.Sample;

namespace Tallystick.Tests.Core.Tests.Wallets;

public class AutoTopUpTests
{
    private readonly ManualTime time = new();
    private readonly InterleavingStore store = new(new MemoryDocumentStore());
    private readonly SequentialIds ids = new();
    private readonly Provider provider = new();
    private readonly Customer ada = Grants.Ada;

    private WalletService Wallets => new(store);

    private PaymentService Payments => new(store, ids, provider, Wallets);

    private AutoTopUps TopUps =>
        new(store, new Clocks(time, new TestClocks(store, ids)), new AccountTermsReader(store, new CustomerDirectory(store)), Wallets, Payments);

    private CustomerRegister Customers => new(store, new TestClocks(store, ids), []);

    [Fact]
    public async Task Each_time_that_less_than_the_threshold_is_available_one_payment_is_asked_for()
    {
        await StartAsync(30);
        await SetAsync(new AutoTopUpSettings(10, 25, null, true));
        await SweepAsync();
        Assert.Equal((30, 0), (await AvailableAsync(), provider.Asked.Count));

        await SpendAsync(20);
        await SweepAsync();
        Assert.Equal(10, await AvailableAsync());

        for (var crossing = 1; crossing <= 3; crossing++)
        {
            await SpendAsync(await AvailableAsync() - 9);
            await SweepAsync();
            await SweepAsync();
            Assert.Equal((34, crossing), (await AvailableAsync(), provider.Asked.Count));
        }
    }

    [Fact]
    public async Task A_payment_that_is_awaited_is_not_asked_for_again_and_told_once()
    {
        await StartAsync(5, endpoints: 1);
        provider.Confirms = false;
        await SetAsync(new AutoTopUpSettings(10, 25, null, true));
        for (var i = 0; i < 3; i++)
        {
            await SweepAsync();
        }

        Assert.Equal([FactTypes.TopUpRequested], (await FactsAsync()).Select(fact => fact.Type));
        var waiting = (await TopUps.FindAsync(Account, default))!;
        Assert.Equal(AutoTopUpState.Asking, waiting.State);

        (await Payments.ConfirmAsync(Tenant, waiting.PaymentId!.Value, Noon, default)).OrThrow();
        await SweepAsync();

        Assert.Equal([FactTypes.TopUpRequested, FactTypes.TopUpSucceeded], (await FactsAsync()).Select(fact => fact.Type));
        Assert.Equal((30, AutoTopUpState.Ready), (await AvailableAsync(), (await TopUps.FindAsync(Account, default))!.State));
    }

    [Fact]
    public async Task After_a_payment_that_was_not_made_nothing_is_asked_for_until_there_is_enough_again_or_the_settings_are_made_anew()
    {
        await StartAsync(5, endpoints: 1);
        provider.Confirms = false;
        var settings = new AutoTopUpSettings(10, 25, null, true);
        await SetAsync(settings);
        await FailAsync();
        await SweepAsync();
        Assert.Equal((AutoTopUpState.Failed, "PAYMENT_FAILED"), ((await TopUps.FindAsync(Account, default))!.State, (await TopUps.FindAsync(Account, default))!.FailureCode));
        Assert.Equal([FactTypes.TopUpRequested, FactTypes.TopUpFailed], (await FactsAsync()).Select(fact => fact.Type));
        Assert.Equal(25, (await FactsAsync())[1].TopUp!.Amount);

        await SetAsync(settings);
        await FailAsync();
        Assert.Equal(2, provider.Asked.Count);

        (await Wallets.TopUpAsync(Account, Usd, 100, Id<Payment>.Parse("pay_2"), Noon, default)).OrThrow();
        await SweepAsync();
        await SpendAsync(100);
        await SweepAsync();
        Assert.Equal(3, provider.Asked.Count);
    }

    [Fact]
    public async Task No_more_are_asked_for_in_a_month_than_it_may_have()
    {
        await StartAsync(5);
        await SetAsync(new AutoTopUpSettings(10, 10, 2, true));
        for (var i = 0; i < 4; i++)
        {
            await SweepAsync();
            await SpendAsync(await AvailableAsync());
        }

        Assert.Equal(2, provider.Asked.Count);
        time.Advance(TimeSpan.FromDays(31));
        await SweepAsync();
        Assert.Equal(3, provider.Asked.Count);
    }

    [Fact]
    public async Task Disabled_it_asks_for_nothing_and_is_watched_no_more()
    {
        await StartAsync(5);
        await SetAsync(new AutoTopUpSettings(10, 25, null, true) with { Enabled = false });
        await SweepAsync();
        Assert.Equal(1, await store.CountAsync(DocumentRange.WithPrefix("auto-top-ups", "org_"), default));

        time.Advance(TimeSpan.FromHours(1));
        await SweepAsync();

        Assert.Equal(0, await store.CountAsync(DocumentRange.WithPrefix("auto-top-ups", "org_"), default));
        Assert.Empty(provider.Asked);
    }

    [Fact]
    public async Task Whatever_is_cut_off_one_payment_is_asked_for()
    {
        for (var cut = 1; ; cut++)
        {
            var world = new AutoTopUpTests();
            await world.StartAsync(5, endpoints: 1);
            await world.SetAsync(new AutoTopUpSettings(10, 25, null, true));
            var commits = 0;
            world.store.BeforeCommit = _ => ++commits == cut ? throw new StoreUnavailableException("cut off") : Task.CompletedTask;
            var wasCut = await CutOffAsync(world.SweepAsync);
            await world.SweepAsync();
            await world.SweepAsync();

            Assert.Equal(30, await world.AvailableAsync());
            Assert.Single(world.provider.Asked.Distinct());
            Assert.Equal([FactTypes.TopUpSucceeded], (await world.FactsAsync()).Select(fact => fact.Type));
            if (!wasCut)
            {
                Assert.InRange(cut, 5, 100);
                return;
            }
        }
    }

    [Fact]
    public async Task A_payment_whose_message_was_lost_is_found_by_asking_the_provider_every_quarter_of_an_hour()
    {
        await StartAsync(5);
        provider.Confirms = false;
        await SetAsync(new AutoTopUpSettings(10, 25, null, true));
        await SweepAsync();
        provider.Confirms = true;

        time.Advance(TimeSpan.FromMinutes(15) - TimeSpan.FromTicks(1));
        await SweepAsync();
        Assert.Equal((5, 1), (await AvailableAsync(), provider.Asked.Count));

        time.Advance(TimeSpan.FromTicks(1));
        await SweepAsync();
        await SweepAsync();
        Assert.Equal((30, 2), (await AvailableAsync(), provider.Asked.Count));
        Assert.Single(provider.Asked.Distinct());
    }

    [Fact]
    public async Task A_provider_that_has_nothing_to_tell_is_left_alone_for_another_quarter_of_an_hour()
    {
        await StartAsync(5);
        provider.Confirms = false;
        await SetAsync(new AutoTopUpSettings(10, 25, null, true));
        await SweepAsync();
        for (var quarter = 2; quarter <= 4; quarter++)
        {
            time.Advance(TimeSpan.FromMinutes(15));
            await SweepAsync();
            await SweepAsync();
            Assert.Equal(quarter, provider.Asked.Count);
        }
    }

    [Theory]
    [InlineData("-1", "5", 1, "threshold")]
    [InlineData("0", "0", 1, "amount")]
    [InlineData("1", "1.001", 1, "amount")]
    [InlineData("2", "1", 1, "amount")]
    [InlineData("1", "5", 0, "maxPerMonth")]
    public async Task Settings_that_make_no_sense_are_refused_with_their_field(string threshold, string amount, int max, string field)
    {
        await StartAsync(5);

        var settings = new AutoTopUpSettings(decimal.Parse(threshold, CultureInfo.InvariantCulture), decimal.Parse(amount, CultureInfo.InvariantCulture), max, true);
        Assert.False((await TopUps.SetAsync(Tenant, ada, settings, default)).TryGet(out _, out var refused));

        Assert.Equal(field, Assert.Single(refused.Errors).Field);
    }

    [Fact]
    public async Task Without_a_wallet_and_a_subscription_there_is_no_currency_to_ask_in() =>
        AssertRefused("CURRENCY_UNKNOWN", await TopUps.SetAsync(Tenant, ada, new AutoTopUpSettings(1, 5, null, true), default));

    private static async Task<bool> CutOffAsync(Func<Task> work)
    {
        try
        {
            await work();
            return false;
        }
        catch (StoreUnavailableException)
        {
            return true;
        }
    }

    private async Task StartAsync(decimal balance, int endpoints = 0)
    {
        (await Customers.AddAsync(Tenant, ada, default)).OrThrow();
        (await Wallets.TopUpAsync(Account, Usd, balance, PaymentId, Noon, default)).OrThrow();
        if (endpoints > 0)
        {
            await new WebhookEndpoints(store, ids, new Secrets()).CreateAsync(Tenant, "https://example.com/", [], null, Noon, default);
        }
    }

    private async Task SetAsync(AutoTopUpSettings settings) => (await TopUps.SetAsync(Tenant, ada, settings, default)).OrThrow();

    private Task SweepAsync() => new AutoTopUpSweeper(store, Customers, TopUps).SweepAsync(time.Now, default);

    private async Task FailAsync()
    {
        await SweepAsync();
        (await Payments.FailAsync(Tenant, (await TopUps.FindAsync(Account, default))!.PaymentId!.Value, Noon, default)).OrThrow();
        await SweepAsync();
    }

    private async Task SpendAsync(decimal amount) =>
        (await Wallets.PayInvoiceAsync(Account, Usd, $"inv_{ids.NextSuffix()}", amount, Noon, default)).OrThrow();

    private async Task<decimal> AvailableAsync() => (await Wallets.GetAsync(Account, default))!.Available;

    private async Task<IReadOnlyList<BillingFact>> FactsAsync() =>
        await store.ListAllAsync<BillingFact>(DocumentRange.WithPrefix($"{Tenant}/billing", "outbox:"), default);

    private sealed class Secrets : Tallystick.Core.Tenancy.ISecretSource
    {
        public void Fill(Span<byte> secret) => secret.Fill(1);
    }

    private sealed class Provider : IPaymentProvider
    {
        public bool Confirms { get; set; } = true;

        public List<Id<Payment>> Asked { get; } = [];

        public FieldError? Check(Tallystick.Core.Tenancy.Tenant tenant, decimal amount, Currency currency) => null;

        public ValueTask<PaymentIntent> AskAsync(Tallystick.Core.Tenancy.Tenant tenant, Payment payment, CancellationToken cancellation)
        {
            Asked.Add(payment.Id);
            return new(new PaymentIntent($"{payment.Id}", "/pay", Confirms ? PaymentStatus.Succeeded : PaymentStatus.Pending));
        }
    }
}
