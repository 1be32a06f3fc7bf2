using System.Globalization;
using Tallystick.Core.Notifications;
using Tallystick.Core.Storage;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;
using static Tallystick.Tests.Core.Tests.Wallets.Sample;

namespace Tallystick.Tests.Core.Tests.Wallets;

public sealed class AutoTopUpTests : AutoTopUpKit
{
    [Fact]
    public async Task Each_time_that_less_than_the_threshold_is_available_one_payment_is_asked_for()
    {
        await StartAsync(30);
        await SetAsync(new AutoTopUpSettings(10, 25, null, true));
        await SweepAsync();
        Assert.Equal((30, 0), (await AvailableAsync(), Provider.Asked.Count));

        await SpendAsync(20);
        await SweepAsync();
        Assert.Equal(10, await AvailableAsync());

        for (var crossing = 1; crossing <= 3; crossing++)
        {
            await SpendAsync(await AvailableAsync() - 9);
            await SweepAsync();
            await SweepAsync();
            Assert.Equal((34, crossing), (await AvailableAsync(), Provider.Asked.Count));
        }
    }

    [Fact]
    public async Task A_payment_that_is_awaited_is_not_asked_for_again_and_told_once()
    {
        await StartAsync(5, endpoints: 1);
        Provider.Confirms = false;
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
        Provider.Confirms = false;
        var settings = new AutoTopUpSettings(10, 25, null, true);
        await SetAsync(settings);
        await FailAsync();
        await SweepAsync();
        Assert.Equal((AutoTopUpState.Failed, "PAYMENT_FAILED"), ((await TopUps.FindAsync(Account, default))!.State, (await TopUps.FindAsync(Account, default))!.FailureCode));
        Assert.Equal([FactTypes.TopUpRequested, FactTypes.TopUpFailed], (await FactsAsync()).Select(fact => fact.Type));
        Assert.Equal(25, (await FactsAsync())[1].TopUp!.Amount);

        await SetAsync(settings);
        await FailAsync();
        Assert.Equal(2, Provider.Asked.Count);

        (await Wallets.TopUpAsync(Account, Usd, 100, Id<Payment>.Parse("pay_2"), Noon, default)).OrThrow();
        await SweepAsync();
        await SpendAsync(100);
        await SweepAsync();
        Assert.Equal(3, Provider.Asked.Count);
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

        Assert.Equal(2, Provider.Asked.Count);
        Time.Advance(TimeSpan.FromDays(31));
        await SweepAsync();
        Assert.Equal(3, Provider.Asked.Count);
    }

    [Fact]
    public async Task Disabled_it_asks_for_nothing_and_is_watched_no_more()
    {
        await StartAsync(5);
        await SetAsync(new AutoTopUpSettings(10, 25, null, true) with { Enabled = false });
        await SweepAsync();
        Assert.Equal(1, await Store.CountAsync(DocumentRange.WithPrefix("auto-top-ups", "org_"), default));

        Time.Advance(TimeSpan.FromHours(1));
        await SweepAsync();

        Assert.Equal(0, await Store.CountAsync(DocumentRange.WithPrefix("auto-top-ups", "org_"), default));
        Assert.Empty(Provider.Asked);
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
            world.Store.BeforeCommit = _ => ++commits == cut ? throw new StoreUnavailableException("cut off") : Task.CompletedTask;
            var wasCut = await CutOffAsync(world.SweepAsync);
            await world.SweepAsync();
            await world.SweepAsync();

            Assert.Equal(30, await world.AvailableAsync());
            Assert.Single(world.Provider.Asked.Distinct());
            Assert.Equal([FactTypes.TopUpSucceeded], (await world.FactsAsync()).Select(fact => fact.Type));
            if (!wasCut)
            {
                Assert.InRange(cut, 5, 100);
                return;
            }
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
        Assert.False((await TopUps.SetAsync(Tenant, Ada, settings, default)).TryGet(out _, out var refused));

        Assert.Equal(field, Assert.Single(refused.Errors).Field);
    }

    [Fact]
    public async Task Without_a_wallet_and_a_subscription_there_is_no_currency_to_ask_in() =>
        AssertRefused("CURRENCY_UNKNOWN", await TopUps.SetAsync(Tenant, Ada, new AutoTopUpSettings(1, 5, null, true), default));

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
}
