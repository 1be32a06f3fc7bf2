using Tallystick.Tests.Http.Tests.Kit;
using static Tallystick.Tests.Http.Tests.Portals.PortalLinks;

namespace Tallystick.Tests.Http.Tests.Portals;

/// <summary>Sessions of the portal: what they open, for whom, and what another site can do with them, which is nothing.</summary>
public sealed class PortalSessionTests
{
    [Fact]
    public async Task Leaving_ends_the_session_and_no_other()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        var (goes, stays) = (await Browser.AtPortalAsync(api, shop), await Browser.AtPortalAsync(api, shop));
        var token = goes.Cookies.Single();

        await goes.DeleteAsync("/portal/session", 204);

        Assert.Empty(goes.Cookies);
        await goes.GetAsync("/portal/api", 401);
        await stays.GetAsync("/portal/api");
        await goes.DeleteAsync("/portal/session", 204);
        using var again = new HttpRequestMessage(HttpMethod.Get, "/portal/api");
        again.Headers.Add("Tally-Portal", shop.Subscription);
        again.Headers.Add("Cookie", $"{token.Key}={token.Value}");
        using var response = await api.Anonymous.SendAsync(again);
        await response.ReadAsync(401);
    }

    [Theory]
    [MemberData(nameof(CrossSite.Requests), MemberType = typeof(CrossSite))]
    public async Task What_another_site_has_a_browser_send_is_refused(string? fetchSite, string? origin, bool mayRead, bool mayWrite)
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        var browser = await Browser.AtPortalAsync(api, shop);
        (browser.FetchSite, browser.Origin) = (fetchSite, origin);

        await browser.GetAsync("/portal/api", mayRead ? 200 : 403);
        await browser.PostAsync("/portal/api/caps", new { amount = "5", window = "DAY" }, mayWrite ? 201 : 403);
        await browser.EnterAsync(TokenOf(await LinkAsync(shop)), mayWrite ? 201 : 403);
        await browser.DeleteAsync("/portal/session", mayWrite ? 204 : 403);
    }

    [Fact]
    public async Task A_read_may_name_its_portal_in_the_query_and_a_write_may_not()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        var browser = await Browser.AtPortalAsync(api, shop);
        browser.Portal = null;

        await browser.GetAsync("/portal/api", 401);
        await browser.GetAsync($"/portal/api?portal={shop.Subscription}");
        await browser.PostAsync($"/portal/api/caps?portal={shop.Subscription}", new { amount = "5", window = "DAY" }, 401);
    }

    [Theory]
    [InlineData("/v0/customers")]
    [InlineData("/v0/subscriptions")]
    [InlineData("/v2/invoices")]
    [InlineData("/v0/apiKeys")]
    public async Task A_session_of_the_portal_opens_no_route_of_the_merchant(string path)
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        var browser = await Browser.AtPortalAsync(api, shop);
        browser.Mode = "test";

        await browser.GetAsync(path, 401);
        await browser.GetAsync($"{path}?session=test&portal={shop.Subscription}", 401);
    }

    [Fact]
    public async Task A_key_or_a_session_of_the_dashboard_is_none_of_the_portal()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        await api.Test.GetAsync($"/portal/api?portal={shop.Subscription}", 401);

        var browser = new Browser(api.Anonymous) { Mode = "test", Portal = shop.Subscription };
        await browser.SignInAsync(api.Merchant.Test.Text.Reveal());
        await browser.GetAsync("/portal/api", 401);
        await browser.EnterAsync(browser.Cookies.Values.Single(), 409);

        // Nor is a link to the portal one to the dashboard.
        await browser.OpenAsync(TokenOf(await LinkAsync(shop)), 409);
        await browser.OpenAsync(TokenOf(await LinkAsync(shop)).Split('-')[1], 409);
    }

    [Fact]
    public async Task What_one_session_was_answered_is_kept_for_no_other()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        var browser = await Browser.AtPortalAsync(api, shop);

        using var response = await browser.RespondAsync(HttpMethod.Get, "/portal/api/wallet");

        Assert.True(response.Headers.CacheControl!.NoStore);
    }
}
