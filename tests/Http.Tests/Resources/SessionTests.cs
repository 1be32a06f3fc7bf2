using System.Net.Http.Json;
using Tallystick.Core.Tenancy;
using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Resources;

public sealed class SessionTests
{
    [Fact]
    public async Task A_session_is_its_key_in_a_browser()
    {
        await using var api = await TestApi.StartAsync();
        var browser = await SignedInAsync(api);
        await Sample.ProductAsync(api.Live);

        Assert.Single((await browser.GetAsync("/v0/products"))["data"]!.AsArray());
        await browser.SendAsync(HttpMethod.Post, "/v0/products", new { name = "By a page" }, 201);

        var session = Assert.Single((await browser.GetAsync("/dashboard/session"))["sessions"]!.AsArray())!;
        Assert.Equal(("live", "Ada's APIs", "2026-02-01T00:00:00Z"), (session.Text("mode"), session.Text("merchantName"), session.Text("expiresAt")));
        Assert.Equal(api.Merchant.Merchant.Id.ToString(), session.Text("merchantId"));
    }

    [Fact]
    public async Task A_cookie_is_out_of_reach_of_scripts_and_of_other_sites_and_nothing_stored_opens_the_session()
    {
        await using var api = await TestApi.StartAsync();
        var browser = await SignedInAsync(api);

        Assert.Contains("httponly", browser.Written[0], StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", browser.Written[0], StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("secure", browser.Written[0], StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Assert.Single(browser.Cookies).Value, api.Store.Dump(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Over_TLS_the_cookie_is_for_TLS_alone()
    {
        await using var api = await TestApi.StartAsync();
        var client = api.With(null);
        client.BaseAddress = new Uri("https://tally.example");
        var browser = new Browser(client);

        await browser.SignInAsync(api.Merchant.Live.Text.Reveal());

        Assert.StartsWith("__Host-tally-live=", browser.Written[0], StringComparison.Ordinal);
        Assert.Contains("secure", browser.Written[0], StringComparison.OrdinalIgnoreCase);
        await browser.GetAsync("/v0/products");
    }

    [Fact]
    public async Task A_session_ends_when_its_key_is_revoked()
    {
        await using var api = await TestApi.StartAsync();
        var made = await api.Live.PostAsync("/v0/apiKeys", new { name = "finance", scopes = new[] { "read" } });
        var browser = new Browser(api.Anonymous);
        await browser.SignInAsync(made.Text("key"));
        await browser.GetAsync("/v0/products");

        await api.Live.SendAsync(HttpMethod.Delete, $"/v0/apiKeys/{made.Text("id")}", null, 200);
        api.Time.Advance(TimeSpan.FromSeconds(5));

        await browser.GetAsync("/v0/products", 401);
        Assert.Empty((await browser.GetAsync("/dashboard/session"))["sessions"]!.AsArray());
    }

    [Fact]
    public async Task A_session_ends_by_itself_and_by_signing_out()
    {
        await using var api = await TestApi.StartAsync();
        var (stays, goes) = (await SignedInAsync(api), await SignedInAsync(api));
        var cookie = goes.Cookies.Values.Single();

        await goes.SendAsync(HttpMethod.Delete, "/dashboard/session/live", null, 204);
        Assert.Empty(goes.Cookies);
        Assert.NotEqual(cookie, stays.Cookies.Values.Single());
        await goes.GetAsync("/v0/products", 401);
        await goes.SendAsync(HttpMethod.Delete, "/dashboard/session/live", null, 204);
        await goes.SendAsync(HttpMethod.Delete, "/dashboard/session/other", null, 400);

        api.Time.Advance(TimeSpan.FromHours(12) - TimeSpan.FromSeconds(1));
        await stays.GetAsync("/v0/products");
        api.Time.Advance(TimeSpan.FromSeconds(1));
        await stays.GetAsync("/v0/products", 401);
    }

    [Fact]
    public async Task A_session_may_do_what_its_key_may()
    {
        await using var api = await TestApi.StartAsync();
        var made = await api.Live.PostAsync("/v0/apiKeys", new { name = "finance", scopes = new[] { "read" } });
        var browser = new Browser(api.Anonymous);
        await browser.SignInAsync(made.Text("key"));

        Assert.Equal("MISSING_SCOPE", (await browser.SendAsync(HttpMethod.Post, "/v0/products", new { name = "x" }, 403)).Text("code"));
        await browser.GetAsync("/v0/merchants", 401);
    }

    [Fact]
    public async Task Modes_have_sessions_of_their_own()
    {
        await using var api = await TestApi.StartAsync();
        var browser = await SignedInAsync(api);
        await browser.SignInAsync(api.Merchant.Test.Text.Reveal());
        await Sample.ProductAsync(api.Test);

        Assert.Empty((await browser.GetAsync("/v0/products"))["data"]!.AsArray());
        browser.Mode = "test";
        Assert.Single((await browser.GetAsync("/v0/products"))["data"]!.AsArray());
        Assert.Equal(2, (await browser.GetAsync("/dashboard/session"))["sessions"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_read_may_name_its_session_in_the_query_and_a_write_may_not()
    {
        await using var api = await TestApi.StartAsync();
        var browser = await SignedInAsync(api);
        browser.Mode = null;

        await browser.GetAsync("/v0/products", 401);
        await browser.GetAsync("/v0/products?session=live");
        await browser.GetAsync("/v0/products?session=test", 401);
        await browser.SendAsync(HttpMethod.Post, "/v0/products?session=live", new { name = "x" }, 401);
    }

    [Theory]
    [MemberData(nameof(CrossSite.Requests), MemberType = typeof(CrossSite))]
    public async Task What_another_site_has_a_browser_send_is_refused(string? fetchSite, string? origin, bool mayRead, bool mayWrite)
    {
        await using var api = await TestApi.StartAsync();
        var browser = await SignedInAsync(api);
        (browser.FetchSite, browser.Origin) = (fetchSite, origin);

        var read = await browser.SendAsync(HttpMethod.Get, "/v0/products", null, mayRead ? 200 : 403);
        var written = await browser.SendAsync(HttpMethod.Post, "/v0/products", new { name = "x" }, mayWrite ? 201 : 403);
        await browser.SendAsync(HttpMethod.Delete, "/dashboard/session/test", null, mayWrite ? 204 : 403);
        await browser.SignInAsync(api.Merchant.Live.Text.Reveal(), mayWrite ? 201 : 403);

        Assert.True(mayRead || read.Text("code") == "CROSS_SITE_REQUEST");
        Assert.True(mayWrite || written.Text("code") == "CROSS_SITE_REQUEST");
        Assert.Equal(mayWrite ? 1 : 0, (await api.Live.GetAsync("/v0/products", 200))["data"]!.AsArray().Count);
    }

    [Fact]
    public async Task What_one_session_was_answered_is_kept_for_no_other()
    {
        await using var api = await TestApi.StartAsync();
        var browser = await SignedInAsync(api);

        using var response = await browser.RespondAsync(HttpMethod.Get, "/v0/products");

        Assert.True(response.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task A_link_signs_one_browser_in_with_the_key_that_made_it()
    {
        await using var api = await TestApi.StartAsync();
        var link = await api.Test.PostAsync("/v0/dashboardLinks", new { });
        Assert.StartsWith("http://localhost/dashboard/#/sign-in?link=", link.Text("url"), StringComparison.Ordinal);
        Assert.Equal("2026-01-31T12:10:00Z", link.Text("expiresAt"));
        var token = link.Text("url").Split('=')[1];
        Assert.DoesNotContain(token, api.Store.Dump(), StringComparison.Ordinal);

        var browser = new Browser(api.Anonymous) { Mode = "test" };
        await browser.OpenAsync(token);
        await browser.GetAsync("/v0/products");

        Assert.Equal("SIGN_IN_LINK_USED", (await new Browser(api.Anonymous).OpenAsync(token, 409)).Code());
        Assert.Equal("SIGN_IN_LINK_USED", (await new Browser(api.Anonymous).OpenAsync("guessed", 409)).Code());
        Assert.Equal("SIGN_IN_LINK_USED", (await new Browser(api.Anonymous).OpenAsync(new string('a', 44), 409)).Code());
    }

    [Fact]
    public async Task Bug_links_that_were_made_behind_a_proxy_that_ends_tls_were_not_of_https()
    {
        await using var api = await TestApi.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v0/dashboardLinks") { Content = JsonContent.Create(new { }) };
        request.Headers.Add("X-Forwarded-Proto", "https");

        using var response = await api.Test.SendAsync(request);

        Assert.StartsWith("https://localhost/dashboard/", (await response.ReadAsync(201)).Text("url"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_s_token_and_a_session_s_are_not_each_other_s()
    {
        await using var api = await TestApi.StartAsync();
        var browser = await SignedInAsync(api);

        await new Browser(api.Anonymous).OpenAsync(browser.Cookies.Values.Single(), 409);
        await browser.GetAsync("/v0/products");
    }

    [Theory]
    [InlineData("""{}""", "apiKey")]
    [InlineData("""{"apiKey":"sk_live_wrong"}""", "apiKey")]
    [InlineData("""{"apiKey":"x","link":"y"}""", "link")]
    [InlineData("""{"apiKey":1}""", "apiKey")]
    public async Task A_wrong_field_is_named(string body, string field)
    {
        await using var api = await TestApi.StartAsync();
        var client = api.With(null);
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");

        Assert.Equal(field, (await client.SendAsync(HttpMethod.Post, "/dashboard/session", body, 400)).Field());
    }

    [Fact]
    public async Task A_key_that_cannot_read_signs_nobody_in()
    {
        await using var api = await TestApi.StartAsync();
        var made = await api.Live.PostAsync("/v0/apiKeys", new { name = "ingest", scopes = new[] { "ingest" } });

        var refused = await new Browser(api.Anonymous).SignInAsync(made.Text("key"), 400);

        Assert.Equal(("MISSING_SCOPE", "apiKey"), (refused.Code(), refused.Field()));
        var ingest = await api.WithScopesAsync(Scope.Ingest);
        await ingest.PostAsync("/v0/dashboardLinks", new { }, 403);
    }

    private static async Task<Browser> SignedInAsync(TestApi api)
    {
        var browser = new Browser(api.Anonymous);
        await browser.SignInAsync(api.Merchant.Live.Text.Reveal());
        return browser;
    }
}
