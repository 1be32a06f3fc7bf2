using System.Net.Http.Headers;
using Tallystick.Http.Payments.Stripe;
using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Stripe;

public sealed class StripeWebhookTests : IAsyncLifetime
{
    private StripeImitation stripe = null!;
    private TestApi api = null!;

    public async Task InitializeAsync()
    {
        stripe = await StripeImitation.StartAsync();
        api = await TestApi.StartAsync(services: services => services.AddStripe(stripe.Settings));
    }

    public async Task DisposeAsync()
    {
        await api.DisposeAsync();
        await stripe.DisposeAsync();
    }

    [Fact]
    public async Task A_customer_who_pays_at_Stripe_has_it_in_the_wallet_once_however_often_it_is_told()
    {
        var (customer, payment, session) = await AskAsync();
        Assert.Equal(("pending", $"https://checkout.stripe.com/c/pay/{session}"), await StateAsync(payment, "paymentUrl"));
        stripe.Pay(session);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => TellAsync(session, 204)));
        Assert.Equal(("succeeded", null), await StateAsync(payment, "failureCode"));
        Assert.Equal("12.5", await AvailableAsync(customer));
    }

    [Fact]
    public async Task What_a_message_says_is_not_believed_but_asked()
    {
        var (customer, payment, session) = await AskAsync();
        stripe.Pay(session);
        var (body, signature) = stripe.Tell(session, api.Time.Now);
        stripe.Promise(session);
        await SendAsync(body, signature, 204);
        Assert.Equal("pending", (await StateAsync(payment, "failureCode")).Status);
        Assert.Equal("0", await AvailableAsync(customer));
    }

    [Fact]
    public async Task A_payment_that_was_not_made_in_time_has_failed()
    {
        var (customer, payment, session) = await AskAsync();
        stripe.Expire(session);
        await TellAsync(session, 204, "checkout.session.expired");
        Assert.Equal(("failed", "expired"), await StateAsync(payment, "failureCode"));
        Assert.Equal("0", await AvailableAsync(customer));
    }

    [Fact]
    public async Task A_message_that_is_not_signed_or_old_changes_nothing()
    {
        var (_, payment, session) = await AskAsync();
        stripe.Pay(session);
        var (body, signature) = stripe.Tell(session, api.Time.Now);
        await SendAsync(body, null, 400);
        await SendAsync([.. body, (byte)' '], signature, 400);
        api.Time.Advance(TimeSpan.FromSeconds(301));
        await SendAsync(body, signature, 400);
        Assert.Equal("pending", (await StateAsync(payment, "failureCode")).Status);
    }

    [Fact]
    public async Task While_Stripe_cannot_answer_the_message_is_to_come_again()
    {
        var (customer, _, session) = await AskAsync();
        stripe.Pay(session);
        stripe.Fail(new StripeFault(500));
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
        stripe.Session(session)["metadata"] = new System.Text.Json.Nodes.JsonObject
        {
            [StripeMetadata.Tenant] = tenant,
            [StripeMetadata.Payment] = payment,
        };
        await TellAsync(session, 204);
        stripe.Session(session).Remove("metadata");
        await TellAsync(session, 204);
    }

    [Fact]
    public async Task A_payment_whose_message_was_lost_is_found_where_the_customer_comes_back_to()
    {
        var (customer, payment, session) = await AskAsync();
        stripe.Pay(session);
        using var page = await api.Anonymous.GetAsync(new Uri((string)stripe.Session(session)["success_url"]!).AbsolutePath);
        Assert.Contains("has been received", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("succeeded", (await StateAsync(payment, "failureCode")).Status);
        Assert.Equal("12.5", await AvailableAsync(customer));
    }

    [Fact]
    public async Task A_customer_who_comes_back_without_having_paid_is_led_to_Stripe_again()
    {
        var (_, _, session) = await AskAsync();
        using var page = await api.Anonymous.GetAsync(new Uri((string)stripe.Session(session)["success_url"]!).AbsolutePath);
        Assert.Contains($"<a href=\"https://checkout.stripe.com/c/pay/{session}\">", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_payment_whose_message_was_lost_is_found_by_asking_again()
    {
        var (customer, payment, session) = await AskAsync();
        stripe.Pay(session);
        Assert.Equal((payment, "succeeded"), await CreateAsync(customer));
        Assert.Equal("12.5", await AvailableAsync(customer));
    }

    [Fact]
    public async Task A_payment_whose_answer_was_lost_is_asked_for_again_as_the_same()
    {
        var customer = await Sample.CustomerAsync(api.Live);
        stripe.Fail(new StripeFault());
        Assert.Equal("UNAVAILABLE", (await api.Live.PostAsync("/v0/payments", Body(customer, "12.50", "USD"), 503)).Code());
        await CreateAsync(customer);
        Assert.Equal(1, stripe.Made);
    }

    [Fact]
    public async Task An_amount_that_Stripe_cannot_take_is_refused_before_anything_is_asked()
    {
        var customer = await Sample.CustomerAsync(api.Live);
        Assert.Equal("amount", (await api.Live.PostAsync("/v0/payments", Body(customer, "1.234", "KWD"), 400)).Field());
        Assert.Empty(stripe.Keys);
    }

    [Fact]
    public async Task A_card_that_is_saved_at_Stripe_is_the_one_that_is_charged()
    {
        var (customer, method, session) = await SaveAsync();
        Assert.Equal(("pending", $"https://checkout.stripe.com/c/pay/{session}"), (method.Text("status"), method.Text("setupUrl")));
        stripe.Save(session);
        await TellAsync(session, 204);

        var saved = (await api.Live.GetAsync($"/v0/customers/{customer}/paymentMethods", 200))["data"]!.AsArray().Single()!;
        Assert.Equal(("active", "true", "visa", "2030"), (saved.Text("status"), saved["isDefault"]!.ToString(), saved["card"]!.Text("brand"), saved["card"]!["expiryYear"]!.ToString()));
    }

    [Fact]
    public async Task A_card_whose_message_was_lost_is_found_where_the_customer_comes_back_to()
    {
        var (customer, _, session) = await SaveAsync();
        stripe.Save(session);
        using var page = await api.Anonymous.GetAsync(new Uri((string)stripe.Session(session)["success_url"]!).AbsolutePath);

        Assert.Contains("is saved", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("active", (await api.Live.GetAsync($"/v0/customers/{customer}/paymentMethods", 200))["data"]![0]!.Text("status"));
    }

    [Fact]
    public async Task A_refund_that_comes_back_is_in_the_wallet_again_when_Stripe_tells()
    {
        var (customer, payment, session) = await AskAsync();
        stripe.Pay(session);
        await TellAsync(session, 204);
        await api.Live.PostAsync($"/v0/payments/{payment}/refunds", new { amount = "12.5" });
        Assert.Equal("0", await AvailableAsync(customer));

        (stripe.Refunds[0]["status"], stripe.Refunds[0]["failure_reason"]) = ("failed", "lost_or_stolen_card");
        for (var i = 0; i < 2; i++)
        {
            var (body, signature) = StripeImitation.Tell(stripe.Refunds[0], api.Time.Now, "refund.failed");
            await SendAsync(body, signature, 204);
        }

        Assert.Equal("12.5", await AvailableAsync(customer));
        var refund = (await api.Live.GetAsync($"/v0/payments/{payment}/refunds", 200))["data"]!.AsArray().Single()!;
        Assert.Equal(("failed", "lost_or_stolen_card"), (refund.Text("status"), refund.Text("failureCode")));
    }

    [Fact]
    public async Task In_test_mode_Stripe_is_not_asked()
    {
        var customer = await Sample.CustomerAsync(api.Test);
        Assert.Equal("succeeded", (await api.Test.PostAsync("/v0/payments", Body(customer, "12.50", "USD"))).Text("status"));
        Assert.Empty(stripe.Keys);
    }

    [Fact]
    public async Task Without_an_account_there_is_no_such_address()
    {
        await using var plain = await TestApi.StartAsync();
        await plain.Anonymous.PostAsync(StripeWebhook.Path, new { }, 404);
    }

    private static object Body(string customerId, string amount, string currency) => new { customerId, amount, currency, idempotencyKey = "key" };

    private async Task<(string Customer, string Payment, string Session)> AskAsync()
    {
        var customer = await Sample.CustomerAsync(api.Live);
        var (payment, _) = await CreateAsync(customer);
        return (customer, payment, $"cs_test_{stripe.Made}");
    }

    private async Task<(string Id, string Status)> CreateAsync(string customer)
    {
        var created = await api.Live.PostAsync("/v0/payments", Body(customer, "12.50", "USD"));
        return (created.Text("id"), created.Text("status"));
    }

    private async Task<(string Status, string? Other)> StateAsync(string payment, string other)
    {
        var read = await api.Live.GetAsync($"/v0/payments/{payment}", 200);
        return (read.Text("status"), read[other]?.ToString());
    }

    private async Task<string> AvailableAsync(string customer) => (await api.Live.GetAsync($"/v0/customers/{customer}/wallet", 200)).Text("available");

    private async Task<(string Customer, System.Text.Json.Nodes.JsonNode Method, string Session)> SaveAsync()
    {
        var customer = await Sample.CustomerAsync(api.Live);
        var method = await api.Live.PostAsync($"/v0/customers/{customer}/paymentMethods", new { });
        return (customer, method, $"cs_test_{stripe.Made}");
    }

    private Task TellAsync(string session, int status, string type = "checkout.session.completed")
    {
        var (body, signature) = stripe.Tell(session, api.Time.Now, type);
        return SendAsync(body, signature, status);
    }

    private async Task SendAsync(byte[] body, string? signature, int status)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, StripeWebhook.Path) { Content = content };
        if (signature is not null)
        {
            request.Headers.Add(StripeSignature.Header, signature);
        }

        using var response = await api.Anonymous.SendAsync(request);
        Assert.Equal(status, (int)response.StatusCode);
    }
}
