using Tallystick.Core.Payments;
using Tallystick.Core.Storage;
using Tallystick.Core.Wallets;
using Tallystick.Http.Payments.Stripe;
using Tallystick.Tests.Contracts;

namespace Tallystick.Tests.Http.Tests.Stripe;

/// <summary>The adapter of Stripe: the contract, and payments on its pages.</summary>
public sealed partial class StripePaymentProviderTests : SavedMethodContract, IAsyncLifetime, IDisposable
{
    private StripeImitation stripe = null!;
    private StripeClient client = null!;

    protected override IPaymentProvider Provider => new StripePaymentProvider(client, stripe.Settings);

    protected override int? Taken => stripe.Intents.Count(intent => (string?)intent["status"] == "succeeded");

    protected override string? TokenOf(Behaviour behaviour) => null;

    protected override void Save(PaymentMethod method, Behaviour behaviour) => stripe.Save(method.SetupReference!, behaviour switch
    {
        Behaviour.IsDeclined => "card_declined",
        Behaviour.AsksForCustomer => "authentication_required",
        _ => null,
    });

    protected override void LoseNextAnswer()
    {
        stripe.Pass(); // what was made before is looked for first
        stripe.Fail(new StripeFault());
    }

    public async Task InitializeAsync()
    {
        stripe = await StripeImitation.StartAsync();
        client = new StripeClient(stripe.Settings);
    }

    public async Task DisposeAsync() => await stripe.DisposeAsync();

    public void Dispose() => client.Dispose();

    [Fact]
    public async Task A_payment_is_a_session_of_its_amount_that_leads_back_to_its_page()
    {
        var intent = await AskAsync(NewPayment());
        var session = stripe.Session(intent.Reference!);
        Assert.Equal((1250L, "usd"), ((long)session["amount_total"]!, (string?)session["currency"]));
        Assert.Equal("https://tally.example/pay/org_acme/pay_1", (string?)session["success_url"]);
        Assert.Equal(("pay_1", PaymentStatus.Pending), ((string?)session["client_reference_id"], intent.Status));
        Assert.Equal("pay_1", Assert.Single(stripe.Keys));
    }

    [Fact]
    public async Task Who_has_paid_has_paid()
    {
        var payment = await AskedAsync();
        stripe.Pay(payment.ProviderReference!);
        Assert.Equal(PaymentStatus.Succeeded, (await AskAsync(payment)).Status);
    }

    [Fact]
    public async Task A_session_that_nobody_paid_in_time_has_failed()
    {
        var payment = await AskedAsync();
        stripe.Expire(payment.ProviderReference!);
        var intent = await AskAsync(payment);
        Assert.Equal((PaymentStatus.Failed, "expired"), (intent.Status, intent.FailureCode));
    }

    [Fact]
    public async Task A_debit_is_awaited_until_it_came_or_was_declined()
    {
        var payment = await AskedAsync();
        stripe.Promise(payment.ProviderReference!);
        Assert.Equal(PaymentStatus.Pending, (await AskAsync(payment)).Status);
        stripe.Decline(payment.ProviderReference!, "insufficient_funds");
        var intent = await AskAsync(payment);
        Assert.Equal((PaymentStatus.Failed, "insufficient_funds"), (intent.Status, intent.FailureCode));
    }

    [Fact]
    public async Task What_Stripe_will_not_take_has_failed_for_its_reason()
    {
        var small = await AskAsync(NewPayment(amount: 0.49m));
        Assert.Equal((PaymentStatus.Failed, "amount_too_small", null), (small.Status, small.FailureCode, small.Reference));
        stripe.Fail(new StripeFault(402, "card_error", "card_declined"));
        Assert.Equal("card_declined", (await AskAsync(NewPayment("2"))).FailureCode);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(409)]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(401)] // the operator replaces the key; the payment waits
    [InlineData(403)]
    public async Task What_passes_is_no_failure_and_is_tried_again_with_the_same_key(int status)
    {
        stripe.Fail(new StripeFault(status));
        var exception = await Assert.ThrowsAsync<StoreUnavailableException>(() => AskAsync(NewPayment()));
        Assert.Equal(status == 429 ? TimeSpan.FromSeconds(2) : null, exception.RetryAfter);
        Assert.DoesNotContain(StripeImitation.SecretKey, exception.ToString(), StringComparison.Ordinal);
        Assert.Equal(PaymentStatus.Pending, (await AskAsync(NewPayment())).Status);
        Assert.Equal(1, stripe.Made);
    }

    [Fact]
    public async Task An_answer_that_is_lost_makes_no_second_session()
    {
        stripe.Fail(new StripeFault());
        await Assert.ThrowsAsync<StoreUnavailableException>(() => AskAsync(NewPayment()));
        Assert.Equal("cs_test_1", (await AskAsync(NewPayment())).Reference);
        Assert.Equal((1, 2), (stripe.Made, stripe.Keys.Count));
    }

    [Fact]
    public async Task An_answer_is_not_waited_for_for_ever()
    {
        using var hasty = new StripeClient(stripe.Settings with { Timeout = TimeSpan.FromMilliseconds(50) });
        stripe.Fail(new StripeFault(Silent: true));
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await hasty.GetAsync<StripeSession>("v1/checkout/sessions/cs_1", default));
    }

    [Fact]
    public async Task Who_ends_the_wait_is_told_so()
    {
        stripe.Fail(new StripeFault(Silent: true));
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await client.GetAsync<StripeSession>("v1/checkout/sessions/cs_1", source.Token));
    }

    [Fact]
    public async Task Other_words_under_the_same_key_are_no_failure_of_the_customers()
    {
        await AskAsync(NewPayment());
        await Assert.ThrowsAsync<StoreUnavailableException>(() => AskAsync(NewPayment(amount: 13)));
    }

    [Fact]
    public async Task A_session_that_Stripe_does_not_know_tells_nothing_about_its_payment() =>
        await Assert.ThrowsAsync<StoreUnavailableException>(() => AskAsync(NewPayment() with { ProviderReference = "cs_gone" }));

    [Fact]
    public async Task A_payment_from_before_there_was_an_account_goes_on_waiting_as_it_did()
    {
        var before = NewPayment() with { ProviderReference = "test-pay_1", PaymentUrl = "/pay/org_acme/pay_1" };
        Assert.Equal(new PaymentIntent("test-pay_1", "/pay/org_acme/pay_1", PaymentStatus.Pending), await AskAsync(before));
        Assert.Equal(0, stripe.Made);
    }

    [Fact]
    public async Task A_session_of_another_amount_pays_nothing()
    {
        var payment = await AskedAsync();
        stripe.Pay(payment.ProviderReference!);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => AskAsync(payment with { Amount = 13 }));
    }

    [Theory]
    [InlineData("1.234", "KWD", "amount")]
    [InlineData("1000000", "USD", "amount")]
    [InlineData("1", "CLF", "currency")]
    public void An_amount_that_Stripe_cannot_take_is_named(string amount, string currency, string field) =>
        Assert.Equal(field, Check(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), currency)!.Field);

    [Fact]
    public void Settings_are_printed_without_their_secrets()
    {
        var printed = stripe.Settings.ToString();
        Assert.DoesNotContain(StripeImitation.SecretKey, printed, StringComparison.Ordinal);
        Assert.DoesNotContain(StripeImitation.WebhookSecret, printed, StringComparison.Ordinal);
    }

    private async Task<Payment> AskedAsync() => After(NewPayment(), await AskAsync(NewPayment()));
}
