using NodaTime;
using Tallystick.Core.Customers;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;

namespace Tallystick.Tests.Contracts;

/// <summary>What every <see cref="IPaymentProvider"/> keeps.</summary>
public abstract class PaymentProviderContract
{
    private static readonly Tenant Tenant = new(Id<Merchant>.Of("acme"), Mode.Live);

    /// <summary>The provider to test; it takes dollars.</summary>
    protected abstract IPaymentProvider Provider { get; }

    /// <summary>A new payment of 12.50 dollars.</summary>
    protected static Payment NewPayment(string suffix = "1", decimal amount = 12.5m, string currency = "USD") => new()
    {
        Id = Id<Payment>.Of(suffix),
        Amount = amount,
        Currency = Currency.Parse(currency),
        CustomerId = Id<Customer>.Of("grace"),
        IdempotencyKey = "key",
        CreatedAt = Instant.FromUtc(2026, 1, 31, 12, 0),
    };

    /// <summary>What the provider says of a payment.</summary>
    protected async Task<PaymentIntent> AskAsync(Payment payment) => await Provider.AskAsync(Tenant, payment, default);

    /// <summary>What the provider says against an amount.</summary>
    protected FieldError? Check(decimal amount, string currency) => Provider.Check(Tenant, amount, Currency.Parse(currency));

    /// <summary>The payment as it is written after an answer.</summary>
    protected static Payment After(Payment payment, PaymentIntent intent) =>
        payment with { ProviderReference = intent.Reference, PaymentUrl = intent.Url, Status = intent.Status };

    [Fact]
    public async Task What_is_asked_for_has_a_name_and_a_place_to_pay_and_has_not_failed()
    {
        var intent = await AskAsync(NewPayment());
        Assert.NotEmpty(intent.Reference!);
        Assert.NotEmpty(intent.Url!);
        Assert.NotEqual(PaymentStatus.Failed, intent.Status);
        Assert.Null(intent.FailureCode);
    }

    [Fact]
    public async Task Asked_again_by_who_knows_of_no_answer_it_is_the_same_intent()
    {
        var asked = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ => await AskAsync(NewPayment())));
        Assert.Single(asked.Distinct());
    }

    [Fact]
    public async Task Asked_again_by_who_knows_the_answer_it_is_the_same_intent()
    {
        var first = await AskAsync(NewPayment());
        Assert.Equal(first, await AskAsync(After(NewPayment(), first)));
    }

    [Fact]
    public async Task Every_payment_has_an_intent_of_its_own()
    {
        var (one, other) = (await AskAsync(NewPayment("1")), await AskAsync(NewPayment("2")));
        Assert.NotEqual(one.Reference, other.Reference);
        Assert.NotEqual(one.Url, other.Url);
    }

    [Fact]
    public void An_amount_that_it_cannot_take_is_named_and_one_that_it_can_is_not()
    {
        Assert.Null(Check(12.5m, "USD"));
        Assert.All(new[] { "USD", "JPY", "KWD", "CLF" }.Select(currency => Check(1, currency)).OfType<FieldError>(), error => Assert.Contains(error.Field, new[] { "amount", "currency" }));
    }
}
