using Tallystick.Core.Payments;
using Tallystick.Core.Storage;
using Tallystick.Core.Wallets;

namespace Tallystick.Tests.Http.Tests.Stripe;

/// <summary>Methods that are saved at Stripe, charges to them, and what goes back.</summary>
public sealed partial class StripePaymentProviderTests
{
    [Fact]
    public async Task A_charge_is_looked_for_before_it_is_made_again_however_long_after()
    {
        var charge = ChargeOf(await SavedAsync());
        LoseNextAnswer();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => AskAsync(charge));
        stripe.ForgetKeys();
        stripe.PageSize = 1;
        await AskAsync(ChargeOf(await SavedAsync(), "2")); // a newer one stands before it in the list

        Assert.Equal((PaymentStatus.Succeeded, "pi_1"), ((await AskAsync(charge)).Status, (await AskAsync(charge)).Reference));
        Assert.Equal(2, Taken);
    }

    [Fact]
    public async Task A_refund_is_looked_for_before_it_is_made_again_however_long_after()
    {
        var charge = ChargeOf(await SavedAsync());
        var payment = After(charge, await AskAsync(charge));
        LoseNextAnswer();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => AskAsync(payment, RefundOf(payment, 5)));
        stripe.ForgetKeys();

        Assert.Equal("re_1", (await AskAsync(payment, RefundOf(payment, 5))).Reference);
        Assert.Equal(500L, (long)Assert.Single(stripe.Refunds)["amount"]!);
    }

    [Fact]
    public async Task The_methods_of_a_customer_are_saved_with_one_customer_of_Stripes()
    {
        var first = await SavedAsync(suffix: "1");
        var second = await AskAsync(NewMethod("2") with { ProviderCustomer = first.ProviderCustomer });
        var third = await AskAsync(NewMethod("3")); // nobody knew of the first yet
        Assert.Equal((first.ProviderCustomer, first.ProviderCustomer, 1), (second.ProviderCustomer, third.ProviderCustomer, stripe.Customers));
        Assert.Equal("https://tally.example/pay/org_acme/methods/pm_1", (string?)stripe.Session(first.SetupReference!)["success_url"]);
    }

    [Fact]
    public async Task A_method_that_nobody_saved_in_time_has_failed()
    {
        var asked = After(NewMethod(), await AskAsync(NewMethod()));
        stripe.Expire(asked.SetupReference!);
        Assert.Equal(PaymentMethodStatus.Failed, (await AskAsync(asked)).Status);
    }

    [Fact]
    public async Task A_method_that_is_let_go_of_is_charged_no_more_and_its_page_is_closed()
    {
        var saved = await SavedAsync();
        await ForgetAsync(saved);
        Assert.Equal((PaymentStatus.Failed, "payment_method_unexpected_state"), ((await AskAsync(ChargeOf(saved))).Status, (await AskAsync(ChargeOf(saved))).FailureCode));

        var asked = After(NewMethod("2"), await AskAsync(NewMethod("2")));
        await ForgetAsync(asked);
        Assert.Equal("expired", (string?)stripe.Session(asked.SetupReference!)["status"]);
    }

    [Fact]
    public async Task What_the_bank_says_is_the_reason_of_a_decline()
    {
        var asked = After(NewMethod(), await AskAsync(NewMethod()));
        stripe.Save(asked.SetupReference!, "insufficient_funds");
        var intent = await AskAsync(ChargeOf(After(asked, await AskAsync(asked))));
        Assert.Equal((PaymentStatus.Failed, "insufficient_funds", "pi_1"), (intent.Status, intent.FailureCode, intent.Reference));
    }

    [Fact]
    public async Task A_payment_on_a_page_goes_back_too()
    {
        var payment = await AskedAsync();
        stripe.Pay(payment.ProviderReference!);
        payment = After(payment, await AskAsync(payment));
        Assert.Equal(PaymentRefundStatus.Succeeded, (await AskAsync(payment, RefundOf(payment, 5))).Status);
        Assert.Equal($"pi_of_{payment.ProviderReference}", (string?)stripe.Refunds[0]["payment_intent"]);
    }

    [Fact]
    public async Task What_Stripe_will_not_give_back_has_failed_for_its_reason_and_so_has_what_comes_back()
    {
        var charge = ChargeOf(await SavedAsync());
        var payment = After(charge, await AskAsync(charge));
        var given = await AskAsync(payment, RefundOf(payment, 5));
        (stripe.Refunds[0]["status"], stripe.Refunds[0]["failure_reason"]) = ("failed", "lost_or_stolen_card");
        var back = await AskAsync(payment, RefundOf(payment, 5) with { ProviderReference = given.Reference });
        Assert.Equal((PaymentRefundStatus.Failed, "lost_or_stolen_card"), (back.Status, back.FailureCode));

        stripe.RefundError = "charge_already_refunded";
        var refused = await AskAsync(payment, RefundOf(payment, 5, "2"));
        Assert.Equal((PaymentRefundStatus.Failed, "charge_already_refunded"), (refused.Status, refused.FailureCode));
    }

    [Fact]
    public async Task A_payment_from_before_there_was_an_account_is_given_back_by_hand()
    {
        var before = NewPayment() with { ProviderReference = "test-pay_1", Status = PaymentStatus.Succeeded };
        Assert.Equal(new PaymentRefundIntent(null, PaymentRefundStatus.Pending), await AskAsync(before, RefundOf(before, 5)));
        Assert.Empty(stripe.Keys);
    }
}
