using Tallystick.Core.Storage;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;
using static Tallystick.Tests.Core.Tests.Wallets.Sample;

namespace Tallystick.Tests.Core.Tests.Wallets;

public class PaymentServiceTests
{
    private readonly ServiceFixture fixture = new();

    [Fact]
    public async Task A_payment_waits_at_its_url_until_it_is_confirmed()
    {
        var payments = Payments(autoConfirm: false);

        var created = await CreateAsync(payments, 10);

        Assert.Equal((PaymentStatus.Pending, $"http://host/pay/{Tenant}/{created.Id}"), (created.Status, created.PaymentUrl));
        Assert.Null(await fixture.Wallets.GetAsync(Account, default));
        Assert.Equal(PaymentStatus.Succeeded, (await payments.ConfirmAsync(Tenant, created.Id, Noon, default)).OrThrow().Status);
        Assert.Equal(10, (await fixture.AuditedWalletAsync()).Available);
        Assert.Equal(PaymentStatus.Succeeded, (await payments.GetAsync(Tenant, created.Id, default)).OrThrow().Status);
    }

    [Fact]
    public async Task A_payment_that_is_confirmed_often_tops_up_once()
    {
        var payments = Payments(autoConfirm: false);
        var created = await CreateAsync(payments, 10);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => payments.ConfirmAsync(Tenant, created.Id, Noon, default))));

        Assert.Equal(10, (await fixture.AuditedWalletAsync()).Available);
    }

    [Fact]
    public async Task The_test_provider_may_confirm_at_once()
    {
        Assert.Equal(PaymentStatus.Succeeded, (await CreateAsync(Payments(autoConfirm: true), 10)).Status);
        Assert.Equal(10, (await fixture.AuditedWalletAsync()).Available);
    }

    [Fact]
    public async Task A_key_leads_to_one_payment()
    {
        var payments = Payments(autoConfirm: true);

        var created = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => CreateAsync(payments, 10))));

        Assert.Single(created.Select(payment => payment.Id).Distinct());
        Assert.Equal(10, (await fixture.AuditedWalletAsync()).Available);
        AssertRefused("IDEMPOTENCY_KEY_REUSED", await payments.CreateAsync(Tenant, Customer, 11, Usd, "key", Noon, default));
        AssertRefused("IDEMPOTENCY_KEY_REUSED", await payments.CreateAsync(Tenant, Customer, 10, Eur, "key", Noon, default));
    }

    [Fact]
    public async Task A_crash_before_the_provider_answers_is_mended_by_asking_again()
    {
        var provider = new ToldProvider { Lost = new StoreUnavailableException("cut off") };
        var payments = fixture.Payments(provider);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => CreateAsync(payments, 10));

        var created = await CreateAsync(payments, 10);

        Assert.Equal(PaymentStatus.Succeeded, created.Status);
        Assert.Single(provider.Asked.Distinct());
        Assert.Equal(10, (await fixture.AuditedWalletAsync()).Available);
    }

    [Fact]
    public async Task A_payment_is_resolved_once()
    {
        var payments = Payments(autoConfirm: false);
        var failed = await CreateAsync(payments, 10);
        Assert.Equal(PaymentStatus.Failed, (await payments.FailAsync(Tenant, failed.Id, Noon, default)).OrThrow().Status);

        AssertRefused("PAYMENT_RESOLVED", await payments.ConfirmAsync(Tenant, failed.Id, Noon, default));
        Assert.Null(await fixture.Wallets.GetAsync(Account, default));
        AssertRefused("PAYMENT_NOT_FOUND", await payments.ConfirmAsync(Tenant, PaymentId, Noon, default));
    }

    [Theory]
    [InlineData("0", "USD", "key", "amount")]
    [InlineData("-1", "USD", "key", "amount")]
    [InlineData("1.001", "USD", "key", "amount")]
    [InlineData("1.5", "JPY", "key", "amount")]
    [InlineData("1", "USD", "", "idempotencyKey")]
    public async Task A_field_that_breaks_a_rule_is_named(string amount, string currency, string key, string field)
    {
        var result = await Payments(true).CreateAsync(Tenant, Customer, decimal.Parse(amount), Currency.Parse(currency), key, Noon, default);

        Assert.False(result.TryGet(out _, out var refusal));
        Assert.Equal(field, Assert.Single(refusal.Errors).Field);
    }

    [Fact]
    public async Task A_payment_in_another_currency_than_the_wallet_is_not_asked_for()
    {
        await CreateAsync(Payments(autoConfirm: true), 10);

        AssertRefused("CURRENCY_MISMATCH", await Payments(true).CreateAsync(Tenant, Customer, 10, Eur, "other", Noon, default));
    }

    [Fact]
    public async Task A_payment_is_followed_to_what_the_provider_tells_of_it_and_tops_up_once()
    {
        var provider = new Told();
        var payments = fixture.Payments(provider);
        var created = await CreateAsync(payments, 10);
        Assert.Equal(created, (await payments.FollowAsync(Tenant, created.Id, Noon, default)).OrThrow());

        provider.Status = PaymentStatus.Succeeded;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => payments.FollowAsync(Tenant, created.Id, Noon, default))));

        Assert.Equal(10, (await fixture.AuditedWalletAsync()).Available);
        Assert.Equal(("p", "http://pay"), (provider.Reference, (await payments.GetAsync(Tenant, created.Id, default)).OrThrow().PaymentUrl));
        AssertRefused("PAYMENT_NOT_FOUND", await payments.FollowAsync(Tenant, PaymentId, Noon, default));
    }

    [Fact]
    public async Task A_payment_that_failed_at_the_provider_says_why_and_is_not_asked_for_any_more()
    {
        var provider = new Told();
        var payments = fixture.Payments(provider);
        var created = await CreateAsync(payments, 10);
        provider.Status = PaymentStatus.Failed;

        var failed = (await payments.FollowAsync(Tenant, created.Id, Noon, default)).OrThrow();
        provider.Status = PaymentStatus.Succeeded;

        Assert.Equal((PaymentStatus.Failed, "card_declined"), (failed.Status, failed.FailureCode));
        Assert.Equal(failed, await CreateAsync(payments, 10));
        Assert.Null(await fixture.Wallets.GetAsync(Account, default));
    }

    [Fact]
    public async Task An_amount_that_the_provider_cannot_take_is_refused_and_nothing_is_written()
    {
        var payments = fixture.Payments(new Told { Error = new FieldError("amount", "too much", "INVALID_VALUE") });

        Assert.False((await payments.CreateAsync(Tenant, Customer, 10, Usd, "key", Noon, default)).TryGet(out _, out var refusal));

        Assert.Equal("amount", Assert.Single(refusal.Errors).Field);
        Assert.Equal(11, (await CreateAsync(Payments(autoConfirm: true), 11)).Amount); // the key is free
    }

    private static async Task<Payment> CreateAsync(PaymentService payments, decimal amount) =>
        (await payments.CreateAsync(Tenant, Customer, amount, Usd, "key", Noon, default)).OrThrow();

    private PaymentService Payments(bool autoConfirm) =>
        fixture.Payments(new TestPaymentProvider(autoConfirm, "http://host"));

    private sealed class Told : ToldProvider
    {
        public PaymentStatus Status { get; set; }

        public FieldError? Error { get; init; }

        public string? Reference { get; private set; }

        public override FieldError? Check(Tallystick.Core.Tenancy.Tenant tenant, decimal amount, Currency currency) => Error;

        public override ValueTask<PaymentIntent> AskAsync(Tallystick.Core.Tenancy.Tenant tenant, Payment payment, CancellationToken cancellation)
        {
            Reference = payment.ProviderReference;
            return new(new PaymentIntent("p", "http://pay", Status) { FailureCode = Status == PaymentStatus.Failed ? "card_declined" : null });
        }
    }
}
