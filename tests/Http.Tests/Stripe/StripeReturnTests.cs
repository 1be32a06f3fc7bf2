using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Stripe;

/// <summary>What Stripe did not tell is found all the same: where the customer comes back to, and by asking again.</summary>
public sealed class StripeReturnTests : StripeApi
{
    [Fact]
    public async Task A_payment_whose_message_was_lost_is_found_where_the_customer_comes_back_to()
    {
        var (customer, payment, session) = await AskAsync();
        Stripe.Pay(session);
        using var page = await Api.Anonymous.GetAsync(new Uri((string)Stripe.Session(session)["success_url"]!).AbsolutePath);
        Assert.Contains("has been received", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("succeeded", (await StateAsync(payment, "failureCode")).Status);
        Assert.Equal("12.5", await AvailableAsync(customer));
    }

    [Fact]
    public async Task A_customer_who_comes_back_without_having_paid_is_led_to_Stripe_again()
    {
        var (_, _, session) = await AskAsync();
        using var page = await Api.Anonymous.GetAsync(new Uri((string)Stripe.Session(session)["success_url"]!).AbsolutePath);
        Assert.Contains($"<a href=\"https://checkout.stripe.com/c/pay/{session}\">", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_payment_whose_message_was_lost_is_found_by_asking_again()
    {
        var (customer, payment, session) = await AskAsync();
        Stripe.Pay(session);
        Assert.Equal((payment, "succeeded"), await CreateAsync(customer));
        Assert.Equal("12.5", await AvailableAsync(customer));
    }

    [Fact]
    public async Task A_payment_whose_answer_was_lost_is_asked_for_again_as_the_same()
    {
        var customer = await Sample.CustomerAsync(Api.Live);
        Stripe.Fail(new StripeFault());
        Assert.Equal("UNAVAILABLE", (await Api.Live.PostAsync("/v0/payments", Body(customer, "12.50", "USD"), 503)).Code());
        await CreateAsync(customer);
        Assert.Equal(1, Stripe.Made);
    }

    [Fact]
    public async Task A_card_whose_message_was_lost_is_found_where_the_customer_comes_back_to()
    {
        var (customer, _, session) = await SaveAsync();
        Stripe.Save(session);
        using var page = await Api.Anonymous.GetAsync(new Uri((string)Stripe.Session(session)["success_url"]!).AbsolutePath);

        Assert.Contains("is saved", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("active", (await Api.Live.GetAsync($"/v0/customers/{customer}/paymentMethods", 200))["data"]![0]!.Text("status"));
    }
}
