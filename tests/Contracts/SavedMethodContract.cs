using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Customers;
using Tallystick.Core.Payments;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;

namespace Tallystick.Tests.Contracts;

/// <summary>What every <see cref="IPaymentProvider"/> keeps that saves methods, charges them without the customer, and gives payments back.</summary>
public abstract class SavedMethodContract : PaymentProviderContract
{
    private static readonly Tenant Tenant = new(Id<Merchant>.Of("acme"), Mode.Live);

    /// <summary>What a method does when it is charged.</summary>
    public enum Behaviour
    {
        /// <summary>It pays.</summary>
        Pays,

        /// <summary>The bank declines.</summary>
        IsDeclined,

        /// <summary>The bank demands the customer.</summary>
        AsksForCustomer,
    }

    /// <summary>Which made-up method behaves so; null where the customer says it on the provider's page.</summary>
    protected abstract string? TokenOf(Behaviour behaviour);

    /// <summary>The customer saves a method on the provider's page, where there is one.</summary>
    protected abstract void Save(PaymentMethod method, Behaviour behaviour);

    /// <summary>The next answer is lost, after all was done; where that may happen.</summary>
    protected abstract void LoseNextAnswer();

    /// <summary>How many charges took money.</summary>
    protected abstract int? Taken { get; }

    /// <summary>A method that is asked for.</summary>
    protected static PaymentMethod NewMethod(string suffix = "1", string? token = null) => new()
    {
        Id = Id<PaymentMethod>.Of(suffix),
        CustomerId = Id<Customer>.Of("grace"),
        TestToken = token,
        CreatedAt = Instant.FromUtc(2026, 1, 31, 12, 0),
    };

    /// <summary>A method as it is written after all answers, saved by the customer.</summary>
    protected async Task<PaymentMethod> SavedAsync(Behaviour behaviour = Behaviour.Pays, string suffix = "1")
    {
        var asked = After(NewMethod(suffix, TokenOf(behaviour)), await AskAsync(NewMethod(suffix, TokenOf(behaviour))));
        Save(asked, behaviour);
        return asked.Status == PaymentMethodStatus.Pending ? After(asked, await AskAsync(asked)) : asked;
    }

    /// <summary>A payment that charges a method.</summary>
    protected static Payment ChargeOf(PaymentMethod method, string suffix = "1", decimal amount = 12.5m) => NewPayment(suffix, amount) with
    {
        Charge = new PaymentCharge(Id<Invoice>.Of("bill"), 1, new ChargedMethod(method.Id, method.ProviderCustomer!, method.ProviderMethod!)),
    };

    /// <summary>A refund of a payment.</summary>
    protected static PaymentRefund RefundOf(Payment payment, decimal amount, string suffix = "1") => new()
    {
        Id = Id<PaymentRefund>.Of(suffix),
        PaymentId = payment.Id,
        CustomerId = payment.CustomerId,
        Amount = amount,
        Currency = payment.Currency,
        CreatedAt = payment.CreatedAt,
    };

    /// <summary>What the provider says of a method.</summary>
    protected async Task<PaymentMethodIntent> AskAsync(PaymentMethod method) => await Provider.AskMethodAsync(Tenant, method, default);

    /// <summary>What the provider says of a refund.</summary>
    protected async Task<PaymentRefundIntent> AskAsync(Payment payment, PaymentRefund refund) => await Provider.AskRefundAsync(Tenant, payment, refund, default);

    /// <summary>What the provider says against a method.</summary>
    protected Refusal? CheckMethod(string? token) => Provider.CheckMethod(Tenant, token);

    /// <summary>The provider lets go of a method.</summary>
    protected async Task ForgetAsync(PaymentMethod method) => await Provider.ForgetMethodAsync(Tenant, method, default);

    /// <summary>A method as it is written after an answer.</summary>
    protected static PaymentMethod After(PaymentMethod method, PaymentMethodIntent intent) => method with
    {
        Status = intent.Status,
        SetupReference = intent.Reference,
        SetupUrl = intent.Url,
        ProviderCustomer = intent.ProviderCustomer,
        ProviderMethod = intent.ProviderMethod,
        Card = intent.Card,
    };

    [Fact]
    public void An_unknown_made_up_method_is_refused_by_its_field() => Assert.Equal("testToken", Assert.Single(CheckMethod("no such card")!.Errors).Field);

    [Fact]
    public async Task A_method_has_a_name_and_a_page_until_it_is_saved_and_then_what_is_charged()
    {
        var asked = await AskAsync(NewMethod(token: TokenOf(Behaviour.Pays)));
        Assert.NotEmpty(asked.Reference!);
        Assert.True(asked.Status == PaymentMethodStatus.Active || asked.Url is not null);

        var saved = await SavedAsync();
        Assert.Equal(PaymentMethodStatus.Active, saved.Status);
        Assert.NotEmpty(saved.ProviderCustomer!);
        Assert.NotEmpty(saved.ProviderMethod!);
        Assert.Equal("4242", saved.Card!.Last4);
    }

    [Fact]
    public async Task A_method_that_is_asked_for_again_is_the_same() =>
        Assert.Equal(await AskAsync(NewMethod(token: TokenOf(Behaviour.Pays))), await AskAsync(NewMethod(token: TokenOf(Behaviour.Pays))));

    [Fact]
    public async Task A_saved_method_is_charged_without_the_customer_and_once()
    {
        var charge = ChargeOf(await SavedAsync());
        var all = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ => await AskAsync(charge)));
        Assert.Equal((PaymentStatus.Succeeded, null), (Assert.Single(all.Distinct()).Status, all[0].FailureCode));
        Assert.Equal(all[0].Status, (await AskAsync(charge with { ProviderReference = all[0].Reference })).Status);
        Assert.Equal(1, Taken ?? 1);
    }

    [Theory]
    [InlineData(Behaviour.IsDeclined, "card_declined")]
    [InlineData(Behaviour.AsksForCustomer, IPaymentProvider.AuthenticationRequired)]
    public async Task A_charge_that_is_not_made_has_failed_says_why_and_stays_so(Behaviour behaviour, string code)
    {
        var charge = ChargeOf(await SavedAsync(behaviour));
        var intent = await AskAsync(charge);
        Assert.Equal((PaymentStatus.Failed, code), (intent.Status, intent.FailureCode));
        Assert.Equal((PaymentStatus.Failed, code), ((await AskAsync(charge)).Status, (await AskAsync(charge)).FailureCode));
        Assert.Equal(0, Taken ?? 0);
    }

    [Theory]
    [InlineData(Behaviour.Pays, PaymentStatus.Succeeded)]
    [InlineData(Behaviour.IsDeclined, PaymentStatus.Failed)]
    public async Task A_charge_whose_answer_was_lost_is_read_back_and_not_made_twice(Behaviour behaviour, PaymentStatus status)
    {
        var charge = ChargeOf(await SavedAsync(behaviour));
        LoseNextAnswer();
        await AskOrLoseAsync(() => AskAsync(charge));
        Assert.Equal(status, (await AskAsync(charge)).Status);
        Assert.Equal(behaviour == Behaviour.Pays ? 1 : 0, Taken ?? (behaviour == Behaviour.Pays ? 1 : 0));
    }

    [Fact]
    public async Task Another_attempt_is_another_charge()
    {
        var method = await SavedAsync();
        Assert.NotEqual((await AskAsync(ChargeOf(method, "1"))).Reference, (await AskAsync(ChargeOf(method, "2"))).Reference);
        Assert.Equal(2, Taken ?? 2);
    }

    [Fact]
    public async Task A_method_is_let_go_of_however_often()
    {
        var method = await SavedAsync();
        await ForgetAsync(method);
        await ForgetAsync(method);
    }

    [Fact]
    public async Task A_payment_goes_back_in_parts_each_once()
    {
        var charge = ChargeOf(await SavedAsync());
        var payment = After(charge, await AskAsync(charge));
        var first = await AskAsync(payment, RefundOf(payment, 5));
        Assert.Equal((PaymentRefundStatus.Succeeded, null), (first.Status, first.FailureCode));
        Assert.Equal(first, await AskAsync(payment, RefundOf(payment, 5)));
        Assert.Equal(first, await AskAsync(payment, RefundOf(payment, 5) with { ProviderReference = first.Reference }));
        Assert.NotEqual(first.Reference, (await AskAsync(payment, RefundOf(payment, 7.5m, "2"))).Reference);
    }

    [Fact]
    public async Task A_refund_whose_answer_was_lost_is_read_back_and_not_made_twice()
    {
        var charge = ChargeOf(await SavedAsync());
        var payment = After(charge, await AskAsync(charge));
        LoseNextAnswer();
        await AskOrLoseAsync(() => AskAsync(payment, RefundOf(payment, 12.5m)));
        Assert.Equal(PaymentRefundStatus.Succeeded, (await AskAsync(payment, RefundOf(payment, 12.5m))).Status);
    }

    private static async Task AskOrLoseAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            await ask();
        }
        catch (Tallystick.Core.Storage.StoreUnavailableException)
        {
            // Lost: it may have been done.
        }
    }
}
