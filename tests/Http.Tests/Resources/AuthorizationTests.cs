using System.Net;
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
        var path = new Uri(made.Text("url")).PathAndQuery;

        var page = await api.Anonymous.GetAsync(path);
        var html = await page.Content.ReadAsStringAsync();
        Assert.Contains("Ada&#x27;s APIs", html, StringComparison.Ordinal);
        Assert.Contains("0.002 USD each", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>Grace", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("form-action 'self' https://shop.example;", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);

        for (var i = 0; i < 2; i++)
        {
            using var accepted = await api.Anonymous.PostAsync(path, null);
            Assert.Equal(HttpStatusCode.SeeOther, accepted.StatusCode);
            Assert.Equal("https://shop.example/welcome?x=1", accepted.Headers.Location?.OriginalString);
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
        var path = new Uri(made.Text("url")).PathAndQuery;
        api.Time.Advance(TimeSpan.FromDays(7));
        Assert.Equal(HttpStatusCode.Gone, (await api.Anonymous.GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.Gone, (await api.Anonymous.PostAsync(path, null)).StatusCode);
        Assert.Equal("expired", (await api.Live.GetAsync($"/v0/customers/authorization/{made.Text("id")}", 200)).Text("status"));
        Assert.Empty((await api.Live.GetAsync("/v0/customers", 200))["data"]!.AsArray());
    }

    [Fact]
    public async Task Without_an_address_to_go_on_to_there_is_a_page()
    {
        await using var api = await TestApi.StartAsync();
        var path = new Uri((await MakeAsync(api, null)).Text("url")).PathAndQuery;
        using var accepted = await api.Anonymous.PostAsync(path, null);
        Assert.Contains("Thank you", await accepted.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_is_none_opens_nothing()
    {
        await using var api = await TestApi.StartAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await api.Anonymous.GetAsync("/authorize/guess")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await api.Anonymous.PostAsync("/authorize/guess", null)).StatusCode);
        Assert.Equal("AUTHORIZATION_NOT_FOUND", (await api.Live.GetAsync("/v0/customers/authorization/ps_guess", 404)).Code());
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

    private static async Task<System.Text.Json.Nodes.JsonNode> MakeAsync(TestApi api, string? redirectUrl) => await api.Live.PostAsync(
        "/v0/customers/authorization",
        new { email = "grace@example.com", name = "<b>Grace", planId = await Sample.PlanAsync(api.Live), redirectUrl });
}
