using Tallystick.Http.Payments.Stripe;
using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Stripe;

/// <summary>What Stripe tells of payments, cards and refunds.</summary>
public sealed class StripeWebhookTests : StripeApi
{
    [Fact]
    public async Task A_customer_who_pays_at_Stripe_has_it_in_the_wallet_once_however_often_it_is_told()
    {
        var (customer, payment, session) = await AskAsync();
        Assert.Equal(("pending", $"https://checkout.stripe.com/c/pay/{session}"), await StateAsync(payment, "paymentUrl"));
        Stripe.Pay(session);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => TellAsync(session, 204)));
        Assert.Equal(("succeeded", null), await StateAsync(payment, "failureCode"));
        Assert.Equal("12.5", await AvailableAsync(customer));
    }

    [Fact]
    public async Task What_a_message_says_is_not_believed_but_asked()
    {
        var (customer, payment, session) = await AskAsync();
        Stripe.Pay(session);
        var (body, signature) = Stripe.Tell(session, Api.Time.Now);
        Stripe.Promise(session);
        await SendAsync(body, signature, 204);
        Assert.Equal("pending", (await StateAsync(payment, "failureCode")).Status);
        Assert.Equal("0", await AvailableAsync(customer));
    }

    [Fact]
    public async Task A_payment_that_was_not_made_in_time_has_failed()
    {
        var (customer, payment, session) = await AskAsync();
        Stripe.Expire(session);
        await TellAsync(session, 204, "checkout.session.expired");
        Assert.Equal(("failed", "expired"), await StateAsync(payment, "failureCode"));
        Assert.Equal("0", await AvailableAsync(customer));
    }

    [Fact]
    public async Task A_message_that_is_not_signed_or_old_changes_nothing()
    {
        var (_, payment, session) = await AskAsync();
        Stripe.Pay(session);
        var (body, signature) = Stripe.Tell(session, Api.Time.Now);
        await SendAsync(body, null, 400);
        await SendAsync([.. body, (byte)' '], signature, 400);
        Api.Time.Advance(TimeSpan.FromSeconds(301));
        await SendAsync(body, signature, 400);
        Assert.Equal("pending", (await StateAsync(payment, "failureCode")).Status);
    }

    [Fact]
    public async Task While_Stripe_cannot_answer_the_message_is_to_come_again()
    {
        var (customer, _, session) = await AskAsync();
        Stripe.Pay(session);
        Stripe.Fail(new StripeFault(500));
        await TellAsync(session, 503);
        await TellAsync(session, 204);
        Assert.Equal("12.5", await AvailableAsync(customer));
    }

    [Theory]
    [InlineData("org_none", "pay_1")]
    [InlineData("nobody", "nothing")]
    public async Task A_message_about_something_else_is_taken_and_does_nothing(string tenant, string payment)
    {
        var (_, _, session) = await AskAsync();
        Stripe.Session(session)["metadata"] = new System.Text.Json.Nodes.JsonObject
        {
            [StripeMetadata.Tenant] = tenant,
            [StripeMetadata.Payment] = payment,
        };
        await TellAsync(session, 204);
        Stripe.Session(session).Remove("metadata");
        await TellAsync(session, 204);
    }

    [Fact]
    public async Task An_amount_that_Stripe_cannot_take_is_refused_before_anything_is_asked()
    {
        var customer = await Sample.CustomerAsync(Api.Live);
        Assert.Equal("amount", (await Api.Live.PostAsync("/v0/payments", Body(customer, "1.234", "KWD"), 400)).Field());
        Assert.Empty(Stripe.Keys);
    }

    [Fact]
    public async Task A_card_that_is_saved_at_Stripe_is_the_one_that_is_charged()
    {
        var (customer, method, session) = await SaveAsync();
        Assert.Equal(("pending", $"https://checkout.stripe.com/c/pay/{session}"), (method.Text("status"), method.Text("setupUrl")));
        Stripe.Save(session);
        await TellAsync(session, 204);

        var saved = (await Api.Live.GetAsync($"/v0/customers/{customer}/paymentMethods", 200))["data"]!.AsArray().Single()!;
        Assert.Equal(("active", "true", "visa", "2030"), (saved.Text("status"), saved["isDefault"]!.ToString(), saved["card"]!.Text("brand"), saved["card"]!["expiryYear"]!.ToString()));
    }

    [Fact]
    public async Task A_refund_that_comes_back_is_in_the_wallet_again_when_Stripe_tells()
    {
        var (customer, payment, session) = await AskAsync();
        Stripe.Pay(session);
        await TellAsync(session, 204);
        await Api.Live.PostAsync($"/v0/payments/{payment}/refunds", new { amount = "12.5" });
        Assert.Equal("0", await AvailableAsync(customer));

        (Stripe.Refunds[0]["status"], Stripe.Refunds[0]["failure_reason"]) = ("failed", "lost_or_stolen_card");
        for (var i = 0; i < 2; i++)
        {
            var (body, signature) = StripeImitation.Tell(Stripe.Refunds[0], Api.Time.Now, "refund.failed");
            await SendAsync(body, signature, 204);
        }

        Assert.Equal("12.5", await AvailableAsync(customer));
        var refund = (await Api.Live.GetAsync($"/v0/payments/{payment}/refunds", 200))["data"]!.AsArray().Single()!;
        Assert.Equal(("failed", "lost_or_stolen_card"), (refund.Text("status"), refund.Text("failureCode")));
    }

    [Fact]
    public async Task In_test_mode_Stripe_is_not_asked()
    {
        var customer = await Sample.CustomerAsync(Api.Test);
        Assert.Equal("succeeded", (await Api.Test.PostAsync("/v0/payments", Body(customer, "12.50", "USD"))).Text("status"));
        Assert.Empty(Stripe.Keys);
    }

    [Fact]
    public async Task Without_an_account_there_is_no_such_address()
    {
        await using var plain = await TestApi.StartAsync();
        await plain.Anonymous.PostAsync(StripeWebhook.Path, new { }, 404);
    }
}
