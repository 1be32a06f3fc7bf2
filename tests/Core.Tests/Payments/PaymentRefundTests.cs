using Tallystick.Core.Payments;
using Tallystick.Core.Storage;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;
using Tallystick.Tests.Core.Tests.Usage.Kit;
using Tallystick.Tests.Core.Tests.Wallets;
using static Tallystick.Tests.Core.Tests.Wallets.Sample;

namespace Tallystick.Tests.Core.Tests.Payments;

public class PaymentRefundTests
{
    private readonly ServiceFixture fixture = new();
    private readonly ToldProvider provider = new();

    private PaymentRefunds Refunds => RefundsOver(fixture.Store);

    [Fact]
    public async Task A_refund_leaves_the_wallet_and_the_provider_gives_it_back()
    {
        var payment = await PaidAsync(10);

        var refund = (await RefundAsync(payment, 4)).OrThrow();

        Assert.Equal((PaymentRefundStatus.Succeeded, 4m, "refund"), (refund.Status, refund.Amount, refund.ProviderReference));
        Assert.Equal((10m, 6m, 0m, 4m), await BalancesAsync());
        Assert.Equal(4, (await fixture.Payments(provider).GetAsync(Tenant, payment, default)).OrThrow().RefundedAmount);
        Assert.Equal([refund], (await Refunds.ListAsync(Tenant, payment, default)).OrThrow());
    }

    [Fact]
    public async Task What_the_provider_has_not_done_yet_is_in_the_wallet_no_more_and_what_it_refuses_is_in_it_again()
    {
        var payment = await PaidAsync(10);
        provider.Refund = new PaymentRefundIntent("refund", PaymentRefundStatus.Pending);
        var refund = (await RefundAsync(payment, 4)).OrThrow();
        Assert.Equal((10m, 6m, 4m, 0m), await BalancesAsync());

        provider.Refund = new PaymentRefundIntent("refund", PaymentRefundStatus.Failed) { FailureCode = "expired_or_canceled_card" };
        for (var i = 0; i < 2; i++)
        {
            var failed = (await Refunds.FollowAsync(Tenant, payment, refund.Id, Noon, default)).OrThrow();
            Assert.Equal((PaymentRefundStatus.Failed, "expired_or_canceled_card"), (failed.Status, failed.FailureCode));
            Assert.Equal((10m, 10m, 0m, 0m), await BalancesAsync());
        }

        Assert.Equal(0, (await fixture.Payments(provider).GetAsync(Tenant, payment, default)).OrThrow().RefundedAmount);
    }

    [Fact]
    public async Task A_refund_that_comes_back_after_it_has_succeeded_is_in_the_wallet_again()
    {
        var payment = await PaidAsync(10);
        var refund = (await RefundAsync(payment, 4)).OrThrow();
        provider.Refund = new PaymentRefundIntent("refund", PaymentRefundStatus.Failed) { FailureCode = "lost_or_stolen_card" };

        Assert.Equal(PaymentRefundStatus.Failed, (await Refunds.FollowAsync(Tenant, payment, refund.Id, Noon, default)).OrThrow().Status);

        Assert.Equal((10m, 10m, 0m, 0m), await BalancesAsync());
        AssertRefused("REFUND_RESOLVED", await Refunds.ConfirmAsync(Tenant, payment, refund.Id, Noon, default));
    }

    [Fact]
    public async Task Refunds_of_a_payment_never_come_to_more_than_it()
    {
        var payment = await PaidAsync(10);
        (await fixture.Wallets.TopUpAsync(Account, Usd, 100, PaymentId, Noon, default)).OrThrow();

        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => RefundAsync(payment, 3))));

        Assert.Equal(3, all.Count(refund => refund.TryGet(out _, out var _)));
        AssertRefused("REFUND_EXCEEDS_PAYMENT", await RefundAsync(payment, 2));
        (await RefundAsync(payment, 1)).OrThrow();
        Assert.Equal((110m, 100m, 0m, 10m), await BalancesAsync());
    }

    [Fact]
    public async Task What_is_spent_or_set_aside_cannot_go_back()
    {
        var payment = await PaidAsync(10);
        await fixture.PlaceAsync(7);

        AssertRefused("INSUFFICIENT_FUNDS", await RefundAsync(payment, 4));

        Assert.Equal(PaymentRefundStatus.Succeeded, (await RefundAsync(payment, 3)).OrThrow().Status);
        Assert.Empty(provider.AskedBack.Skip(1));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1.001")]
    public async Task An_amount_that_nobody_can_be_given_is_named(string amount)
    {
        var payment = await PaidAsync(10);
        Assert.False((await RefundAsync(payment, decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture))).TryGet(out _, out var refused));
        Assert.Equal("amount", Assert.Single(refused.Errors).Field);
    }

    [Fact]
    public async Task What_was_not_paid_is_not_given_back()
    {
        provider.Confirms = false;
        var pending = (await fixture.Payments(provider).CreateAsync(Tenant, Customer, 10, Usd, "key", Noon, default)).OrThrow();
        AssertRefused("PAYMENT_NOT_SUCCEEDED", await RefundAsync(pending.Id, 1));
        AssertRefused("PAYMENT_NOT_FOUND", await RefundAsync(PaymentIds.Next(Customer, fixture.Ids), 1));
        AssertRefused("REFUND_NOT_FOUND", await Refunds.FollowAsync(Tenant, pending.Id, Id<PaymentRefund>.Of("none"), Noon, default));
    }

    [Fact]
    public async Task Why_money_went_back_is_forgotten_with_the_customer_and_the_money_is_not()
    {
        var payment = await PaidAsync(10);
        await RefundAsync(payment, 3);

        await new ErasedRefunds(fixture.Store).ErasedAsync(Tenant, new Tallystick.Core.Customers.Customer { Id = Sample.Customer, Name = "(erased)", CreatedAt = Noon }, default);

        var refund = Assert.Single((await Refunds.ListAsync(Tenant, payment, default)).OrThrow());
        Assert.Equal((null, 3m), (refund.Reason, refund.Amount));
    }

    [Fact]
    public async Task A_key_leads_to_one_refund()
    {
        var payment = await PaidAsync(10);
        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => RefundAsync(payment, 3, "key"))));
        Assert.Single(all.Select(refund => refund.OrThrow().Id).Distinct());
        Assert.Equal((10m, 7m, 0m, 3m), await BalancesAsync());
        AssertRefused("IDEMPOTENCY_KEY_REUSED", await RefundAsync(payment, 4, "key"));
    }

    [Fact]
    public async Task Wherever_it_is_cut_off_the_money_is_in_the_wallet_or_given_back_once()
    {
        for (var seed = 1; seed <= 30; seed++)
        {
            var world = new PaymentRefundTests();
            var payment = await world.PaidAsync(10);
            var random = new Random(seed);
            var faulty = new FaultyStore(world.fixture.Store, random, faults: 0.2);
            world.provider.Lost = seed % 2 == 0 ? new StoreUnavailableException("lost") : null;
            world.provider.Refund = seed % 3 == 0 ? new PaymentRefundIntent("r", PaymentRefundStatus.Failed) { FailureCode = "no" } : world.provider.Refund;
            try
            {
                await world.RefundsOver(faulty).CreateAsync(Tenant, payment, 4, null, "key", Noon, default);
            }
            catch (StoreUnavailableException)
            {
                // Asked again, as the merchant does.
            }

            world.provider.Lost = null;
            var refund = (await world.RefundAsync(payment, 4, "key")).OrThrow();
            Assert.True(world.provider.AskedBack.Distinct().Count() == 1, $"seed {seed}");
            Assert.True(
                await world.BalancesAsync() == (refund.Status == PaymentRefundStatus.Failed ? (10m, 10m, 0m, 0m) : (10m, 6m, 0m, 4m)), $"seed {seed}: {refund.Status}");
        }
    }

    private PaymentRefunds RefundsOver(IDocumentStore store) => new(store, fixture.Ids, provider, new AwaitedAnswers(store, fixture.Time));

    private async Task<Id<Payment>> PaidAsync(decimal amount) =>
        (await fixture.Payments(provider).CreateAsync(Tenant, Customer, amount, Usd, "key", Noon, default)).OrThrow().Id;

    private Task<Result<PaymentRefund>> RefundAsync(Id<Payment> payment, decimal amount, string? key = null) =>
        Refunds.CreateAsync(Tenant, payment, amount, "as agreed", key, Noon, default);

    private async Task<(decimal Funded, decimal Available, decimal Refunding, decimal Refunded)> BalancesAsync()
    {
        var wallet = await fixture.AuditedWalletAsync();
        return (wallet.Funded, wallet.Available, wallet.Refunding, wallet.Refunded);
    }
}
