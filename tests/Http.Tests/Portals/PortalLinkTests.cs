using Tallystick.Core.Tenancy;
using Tallystick.Tests.Http.Tests.Kit;
using static Tallystick.Tests.Http.Tests.Portals.PortalLinks;

namespace Tallystick.Tests.Http.Tests.Portals;

/// <summary>Links to the portal: who makes them, whom they let in, and what ends them.</summary>
public sealed class PortalLinkTests
{
    [Fact]
    public async Task A_link_lets_one_browser_in_and_scripts_do_not_see_by_what()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        var link = await LinkAsync(shop);
        Assert.StartsWith("http://localhost/portal/#/open?link=", link.Text("url"), StringComparison.Ordinal);
        Assert.Equal("2026-01-31T13:00:00Z", link.Text("expiresAt"));
        var token = TokenOf(link);
        Assert.DoesNotContain(token.Split('-')[1], api.Store.Dump(), StringComparison.Ordinal);

        var browser = BrowserOf(api, shop);
        var opened = await browser.EnterAsync(token);

        Assert.Equal((shop.Subscription, "2026-01-31T13:00:00Z"), (opened.Text("subscriptionId"), opened.Text("expiresAt")));
        var cookie = Assert.Single(browser.Written);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("max-age=3600", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(browser.Cookies.Values.Single().Split('-')[1], api.Store.Dump(), StringComparison.Ordinal);
        await browser.GetAsync("/portal/api");
    }

    [Fact]
    public async Task A_link_is_used_up_by_the_first_browser()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        var token = TokenOf(await LinkAsync(shop));
        var first = BrowserOf(api, shop);
        await first.EnterAsync(token);

        Assert.Equal("SIGN_IN_LINK_USED", (await BrowserOf(api, shop).EnterAsync(token, 409)).Code());

        await first.GetAsync("/portal/api");
    }

    [Theory]
    [InlineData("PT10M", 10)]
    [InlineData(null, 60)]
    [InlineData("P7D", 7 * 24 * 60)]
    public async Task Link_and_session_together_last_as_long_as_was_said(string? expiresIn, int minutes)
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        var (used, unused) = (TokenOf(await LinkAsync(shop, new { expiresIn })), TokenOf(await LinkAsync(shop, new { expiresIn })));
        api.Time.Advance(TimeSpan.FromMinutes(5));
        var browser = BrowserOf(api, shop);
        await browser.EnterAsync(used);

        api.Time.Advance(TimeSpan.FromMinutes(minutes - 5) - TimeSpan.FromSeconds(1));
        await browser.GetAsync("/portal/api");
        api.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("PORTAL_CLOSED", (await browser.GetAsync("/portal/api", 401)).Code());
        Assert.Equal("SIGN_IN_LINK_USED", (await BrowserOf(api, shop).EnterAsync(unused, 409)).Code());
    }

    [Theory]
    [InlineData("""{"expiresIn":"PT9M"}""", "expiresIn")]
    [InlineData("""{"expiresIn":"P8D"}""", "expiresIn")]
    [InlineData("""{"expiresIn":"P1M"}""", "expiresIn")]
    [InlineData("""{"expiresIn":60}""", "expiresIn")]
    [InlineData("""{"planIds":["plan_none"]}""", "planIds[0]")]
    [InlineData("""{"planIds":["x"]}""", "planIds[0]")]
    public async Task A_wrong_field_is_named(string body, string field)
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);

        var refused = await shop.Client.SendAsync(HttpMethod.Post, $"/v0/subscriptions/{shop.Subscription}/portal", body, field == "planIds[0]" && body.Contains("none") ? 404 : 400);

        Assert.Equal(field, refused.Field());
    }

    [Fact]
    public async Task A_plan_in_another_currency_is_not_offered()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        var euro = await PlanKit.PlanAsync(shop, currency: "EUR");

        var refused = await LinkAsync(shop, new { planIds = new[] { euro } }, 400);

        Assert.Equal(("planIds[0]", "CURRENCY_MISMATCH"), (refused.Field(), refused["errors"]![0]!.Text("code")));
    }

    [Fact]
    public async Task Links_are_made_by_who_may_change_things_for_what_is_there()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);

        await (await api.WithScopesAsync(Scope.Read)).PostAsync($"/v0/subscriptions/{shop.Subscription}/portal", new { }, 403);
        await api.Test.PostAsync("/v0/subscriptions/sub_none/portal", new { }, 404);
        await api.Test.PostAsync("/v0/subscriptions/none/portal", new { }, 404);
        // Of the other mode, and of another merchant.
        await api.Live.PostAsync($"/v0/subscriptions/{shop.Subscription}/portal", new { }, 404);
        var other = await api.NewMerchantAsync("Other");
        await api.With(other.Test.Text.Reveal()).PostAsync($"/v0/subscriptions/{shop.Subscription}/portal", new { }, 404);
        await api.With(other.Test.Text.Reveal()).SendAsync(HttpMethod.Delete, $"/v0/subscriptions/{shop.Subscription}/portal", null, 404);
    }

    [Fact]
    public async Task What_is_called_back_opens_nothing()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        var browser = await Browser.AtPortalAsync(api, shop);
        var unused = TokenOf(await LinkAsync(shop));

        await shop.Client.SendAsync(HttpMethod.Delete, $"/v0/subscriptions/{shop.Subscription}/portal", null, 204);

        Assert.Equal("PORTAL_CLOSED", (await browser.GetAsync("/portal/api", 401)).Code());
        await BrowserOf(api, shop).EnterAsync(unused, 409);
        await shop.Client.SendAsync(HttpMethod.Delete, $"/v0/subscriptions/{shop.Subscription}/portal", null, 204);
    }

    [Fact]
    public async Task The_portal_of_another_subscription_stays_open()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        var other = await shop.Client.PostAsync("/v0/subscriptions", new
        {
            name = "Other", planId = await Sample.PlanAsync(shop.Client), customerId = shop.Customer, startedAt = "2026-02-01T00:00:00Z",
        });
        var browser = await Browser.AtPortalAsync(api, shop);

        await shop.Client.SendAsync(HttpMethod.Delete, $"/v0/subscriptions/{other.Text("id")}/portal", null, 204);
        await browser.GetAsync("/portal/api");

        // Its own session is for its own subscription: a cookie under another name is none.
        browser.Portal = other.Text("id");
        await browser.GetAsync("/portal/api", 401);
    }

    [Fact]
    public async Task A_session_ends_with_the_key_that_made_its_link()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        var made = await api.Test.PostAsync("/v0/apiKeys", new { name = "backend", scopes = new[] { "admin" } });
        var link = await api.With(made.Text("key")).PostAsync($"/v0/subscriptions/{shop.Subscription}/portal", new { });
        var unused = await api.With(made.Text("key")).PostAsync($"/v0/subscriptions/{shop.Subscription}/portal", new { });
        var browser = BrowserOf(api, shop);
        await browser.EnterAsync(TokenOf(link));

        await api.Test.SendAsync(HttpMethod.Delete, $"/v0/apiKeys/{made.Text("id")}", null, 200);
        api.Time.Advance(TimeSpan.FromSeconds(5));

        await browser.GetAsync("/portal/api", 401);
        await BrowserOf(api, shop).EnterAsync(TokenOf(unused), 409);
    }

    [Fact]
    public async Task Erasing_the_customer_ends_links_and_sessions_and_leaves_nothing_of_them()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        var browser = await Browser.AtPortalAsync(api, shop);
        var unused = TokenOf(await LinkAsync(shop));
        var partition = $"{new Tenant(api.Merchant.Merchant.Id, Mode.Test)}/portals";
        Assert.NotNull(await api.Store.ReadAsync(partition, shop.Customer, default));

        await shop.Client.PostAsync($"/v0/customers/{shop.Customer}/erase", new { }, 200);

        await browser.GetAsync("/portal/api", 401);
        await BrowserOf(api, shop).EnterAsync(unused, 409);
        Assert.Equal("CUSTOMER_ERASED", (await LinkAsync(shop, status: 409)).Code());
        Assert.Null(await api.Store.ReadAsync(partition, shop.Customer, default));
    }

    [Theory]
    [InlineData("")]
    [InlineData("guessed")]
    public async Task What_is_no_link_opens_nothing(string link)
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);

        await BrowserOf(api, shop).EnterAsync(link, link.Length == 0 ? 400 : 409);
        await BrowserOf(api, shop).EnterAsync($"{shop.Subscription[4..]}-{new string('a', 44)}", 409);
    }
}
