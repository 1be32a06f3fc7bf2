using System.Net;
using System.Text.Json.Nodes;
using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Resources;

public sealed class AuthorizationTests
{
    [Fact]
    public async Task Who_accepts_becomes_a_customer_with_a_subscription_once()
    {
        await using var api = await TestApi.StartAsync();
        var made = await MakeAsync(api, "https://shop.example/welcome?x=1");
        Assert.Equal("pending", made.Text("status"));
        Assert.StartsWith("http://localhost/checkout/#/", made.Text("url"), StringComparison.Ordinal);

        var offer = await OpenAsync(api, made);
        Assert.Equal(("pending", "Ada's APIs", "<b>Grace", "grace@example.com"), (offer.Text("status"), offer.Text("merchantName"), offer.Text("name"), offer.Text("email")));
        Assert.Equal(("Pro", "0.002 USD each", "every month"), (offer["plan"]!.Text("name"), offer["plan"]!["prices"]![0]!.Text("price"), offer["plan"]!.Text("billed")));
        Assert.Null(offer["firstInvoice"]);
        Assert.Null(offer["redirectUrl"]);

        for (var i = 0; i < 2; i++)
        {
            var accepted = await AcceptAsync(api, made);
            Assert.Equal(("completed", "https://shop.example/welcome?x=1"), (accepted.Text("status"), accepted.Text("redirectUrl")));
            Assert.Null(accepted["email"]);
            api.Time.Advance(TimeSpan.FromDays(20));
        }

        var done = await api.Live.GetAsync($"/v0/customers/authorization/{made.Text("id")}", 200);
        Assert.Equal("completed", done.Text("status"));
        Assert.Equal("<b>Grace", (await api.Live.GetAsync($"/v0/customers/{done.Text("customerId")}", 200))["consumer"]!.Text("name"));
        Assert.Equal(done.Text("subscriptionId"), (await api.Live.GetAsync("/v0/subscriptions", 200))["data"]!.AsArray().Single()!.Text("id"));
        Assert.Single((await api.Live.GetAsync("/v0/customers", 200))["data"]!.AsArray());
    }

    [Fact]
    public async Task A_link_ends_after_seven_days()
    {
        await using var api = await TestApi.StartAsync();
        var made = await MakeAsync(api, null);
        api.Time.Advance(TimeSpan.FromDays(7));

        var offer = await OpenAsync(api, made);

        Assert.Equal("expired", offer.Text("status"));
        Assert.Null(offer["email"]);
        Assert.Equal("AUTHORIZATION_EXPIRED", (await AcceptAsync(api, made, 409)).Code());
        Assert.Equal("expired", (await api.Live.GetAsync($"/v0/customers/authorization/{made.Text("id")}", 200)).Text("status"));
        Assert.Empty((await api.Live.GetAsync("/v0/customers", 200))["data"]!.AsArray());
    }

    [Fact]
    public async Task A_token_that_is_none_opens_nothing()
    {
        await using var api = await TestApi.StartAsync();
        await SendAsync(api, HttpMethod.Get, "", "guess", 404);
        await SendAsync(api, HttpMethod.Get, "", null, 404);
        await SendAsync(api, HttpMethod.Post, "/acceptance", "guess", 404);
        await SendAsync(api, HttpMethod.Post, "/payment", "guess", 404);
        Assert.Equal("AUTHORIZATION_NOT_FOUND", (await api.Live.GetAsync("/v0/customers/authorization/ps_guess", 404)).Code());
    }

    [Fact]
    public async Task Links_of_the_form_that_they_had_before_lead_to_the_page()
    {
        await using var api = await TestApi.StartAsync();

        using var response = await api.Anonymous.GetAsync("/authorize/abc%2F..%2F%2Fevil.example");

        Assert.Equal((HttpStatusCode.Found, "/checkout/#/abc%252F..%252F%252Fevil.example"), (response.StatusCode, response.Headers.Location?.OriginalString));
    }

    [Fact]
    public async Task The_first_invoice_is_shown_before_it_is_agreed_to_and_is_that_one()
    {
        await using var api = await TestApi.StartAsync();
        var plan = await Sample.PlanAsync(api.Test, feeInAdvance: "20");
        var made = await api.Test.PostAsync("/v0/customers/authorization", new { email = "grace@example.com", planId = plan });

        var shown = (await OpenAsync(api, made))["firstInvoice"]!;
        Assert.Equal(("20.00", "0.00", "USD", "20.00"), (shown.Text("total"), shown.Text("totalTax"), shown.Text("currency"), shown.Text("unpaid")));
        Assert.Equal(("Base fee", "20.00"), (shown["lines"]!.AsArray().Single()!.Text("name"), shown["lines"]![0]!.Text("amount")));
        Assert.Empty((await api.Test.GetAsync("/v2/invoices", 200))["data"]!.AsArray());
        var accepted = await AcceptAsync(api, made);

        Assert.Equal(shown.ToJsonString(), accepted["firstInvoice"]!.ToJsonString());
        Assert.Equal("20.00", (await api.Test.GetAsync("/v2/invoices", 200))["data"]!.AsArray().Single()!.Text("grandTotal"));
    }

    [Fact]
    public async Task On_a_trial_nothing_is_paid_at_the_start()
    {
        await using var api = await TestApi.StartAsync();
        var (product, metric) = (await Sample.ProductAsync(api.Test), await Sample.MetricAsync(api.Test));
        object[] prices =
        [
            new { billableMetricId = metric, invoiceDisplayName = "Requests", paymentTerm = "in_arrears", model = "standard", properties = new { unitPrice = "1" } },
            new { feeId = "base", invoiceDisplayName = "Base fee", paymentTerm = "in_advance", model = "standard", properties = new { unitPrice = "20" } },
        ];
        var plan = (await api.Test.PostAsync(
            "/v0/plans", new { productId = product, name = "Pro", currency = "USD", billingCadence = "P1M", trialDays = 14, prices })).Text("id");
        var made = await api.Test.PostAsync("/v0/customers/authorization", new { email = "grace@example.com", planId = plan });

        var offer = await OpenAsync(api, made);

        Assert.Null(offer["firstInvoice"]);
        Assert.Equal(14, offer["plan"]!["trialDays"]!.GetValue<int>());
    }

    [Fact]
    public async Task What_is_due_at_the_start_is_paid_on_the_page_once_and_the_subscription_begins()
    {
        await using var api = await TestApi.StartAsync();
        var made = await api.Test.PostAsync(
            "/v0/customers/authorization", new { email = "grace@example.com", planId = await Sample.PlanAsync(api.Test, feeInAdvance: "20") });
        Assert.Equal("NOTHING_TO_PAY", (await SendAsync(api, HttpMethod.Post, "/payment", TokenOf(made), 409)).Code());
        await AcceptAsync(api, made);

        var paid = await SendAsync(api, HttpMethod.Post, "/payment", TokenOf(made), 200);

        Assert.True(paid["isPaid"]!.GetValue<bool>());
        Assert.Equal("0.00", (await OpenAsync(api, made))["firstInvoice"]!.Text("unpaid"));
        Assert.Equal("active", (await api.Test.GetAsync("/v0/subscriptions", 200))["data"]![0]!.Text("status"));
        Assert.Equal("NOTHING_TO_PAY", (await SendAsync(api, HttpMethod.Post, "/payment", TokenOf(made), 409)).Code());
        var customer = (await api.Test.GetAsync("/v0/customers", 200))["data"]![0]!.Text("id");
        Assert.Equal(("20", "20"), ((await api.Test.GetAsync($"/v0/customers/{customer}/wallet", 200)).Text("funded"), (await api.Test.GetAsync($"/v0/customers/{customer}/wallet", 200)).Text("spent")));
    }

    [Fact]
    public async Task In_live_mode_it_is_paid_where_the_provider_says_and_collected_when_it_has_come()
    {
        await using var api = await TestApi.StartAsync();
        var made = await api.Live.PostAsync(
            "/v0/customers/authorization", new { email = "grace@example.com", planId = await Sample.PlanAsync(api.Live, feeInAdvance: "20") });
        await AcceptAsync(api, made);

        var asked = await SendAsync(api, HttpMethod.Post, "/payment", TokenOf(made), 200);
        Assert.Equal(asked.Text("paymentUrl"), (await SendAsync(api, HttpMethod.Post, "/payment", TokenOf(made), 200)).Text("paymentUrl"));
        Assert.False(asked["isPaid"]!.GetValue<bool>());
        var payment = asked.Text("paymentUrl").Split('/')[^1];
        await api.Operator.PostAsync($"/v0/payments/{payment}/confirmation", new { merchantId = api.Merchant.Merchant.Id.ToString(), mode = "live" }, 200);

        Assert.True((await SendAsync(api, HttpMethod.Post, "/payment", TokenOf(made), 200))["isPaid"]!.GetValue<bool>());
        Assert.Equal("active", (await api.Live.GetAsync("/v0/subscriptions", 200))["data"]![0]!.Text("status"));
    }

    [Fact]
    public async Task Another_site_accepts_and_pays_nothing()
    {
        await using var api = await TestApi.StartAsync();
        var made = await MakeAsync(api, null);

        await SendAsync(api, HttpMethod.Post, "/acceptance", TokenOf(made), 403, "cross-site");
        await SendAsync(api, HttpMethod.Post, "/payment", TokenOf(made), 403, "cross-site");

        Assert.Empty((await api.Live.GetAsync("/v0/customers", 200))["data"]!.AsArray());
    }

    [Fact]
    public async Task Of_a_customer_who_was_erased_the_link_says_nothing()
    {
        await using var api = await TestApi.StartAsync();
        var made = await MakeAsync(api, null);
        await AcceptAsync(api, made);
        var customer = (await api.Live.GetAsync($"/v0/customers/authorization/{made.Text("id")}", 200)).Text("customerId");

        await api.Live.PostAsync($"/v0/customers/{customer}/erase", new { }, 200);

        var left = await OpenAsync(api, made);
        Assert.Equal("completed", left.Text("status"));
        Assert.DoesNotContain("grace", left.ToJsonString(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal("NOTHING_TO_PAY", (await SendAsync(api, HttpMethod.Post, "/payment", TokenOf(made), 409)).Code());
    }

    [Theory]
    [InlineData("http://shop.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("//shop.example/")]
    [InlineData("https://user:secret@shop.example/")]
    [InlineData("http://localhost.evil.example/")]
    public async Task An_address_to_go_on_to_is_one_of_https(string url)
    {
        await using var api = await TestApi.StartAsync();
        var problem = await api.Live.PostAsync("/v0/customers/authorization", new { email = "g@example.com", planId = "plan_x", redirectUrl = url }, 400);
        Assert.Equal(("redirectUrl", "INVALID_URL"), (problem.Field(), problem.Code()));
    }

    [Theory]
    [InlineData("http://localhost:5173/done")]
    [InlineData("http://127.0.0.1/")]
    [InlineData("http://[::1]:8080/")]
    public async Task This_machine_may_do_without_https(string url)
    {
        await using var api = await TestApi.StartAsync();
        await MakeAsync(api, url);
    }

    private static async Task<JsonNode> MakeAsync(TestApi api, string? redirectUrl) => await api.Live.PostAsync(
        "/v0/customers/authorization",
        new { email = "grace@example.com", name = "<b>Grace", planId = await Sample.PlanAsync(api.Live), redirectUrl });

    private static string TokenOf(JsonNode made) => made.Text("url").Split("#/")[1];

    private static Task<JsonNode> OpenAsync(TestApi api, JsonNode made) => SendAsync(api, HttpMethod.Get, "", TokenOf(made), 200);

    private static Task<JsonNode> AcceptAsync(TestApi api, JsonNode made, int status = 200) => SendAsync(api, HttpMethod.Post, "/acceptance", TokenOf(made), status);

    private static async Task<JsonNode> SendAsync(TestApi api, HttpMethod method, string path, string? token, int status, string site = "same-origin")
    {
        using var request = new HttpRequestMessage(method, "/checkout/api" + path);
        request.Headers.Add("Sec-Fetch-Site", site);
        if (token is not null)
        {
            request.Headers.Add("Tally-Checkout", token);
        }

        using var response = await api.Anonymous.SendAsync(request);
        return await response.ReadAsync(status);
    }
}
