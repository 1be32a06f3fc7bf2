using System.Text.Json.Nodes;
using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Portals;

public sealed class PortalTests
{
    [Fact]
    public async Task A_customer_sees_the_subscription_and_nothing_that_is_the_merchants_alone()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        var browser = await Browser.AtPortalAsync(api, shop);

        var seen = await browser.GetAsync("/portal/api");

        Assert.Equal(("Ada's APIs", "Grace", "test"), (seen.Text("merchantName"), seen.Text("customerName"), seen.Text("mode")));
        Assert.Equal(("Pro", "active", "USD"), (seen.Text("name"), seen.Text("status"), seen.Text("currency")));
        Assert.Equal(("2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z"), (seen.Text("now"), seen.Text("periodEnd")));
        Assert.Equal("0.5 USD each", seen["plan"]!["prices"]![0]!.Text("price"));
        Assert.DoesNotContain(api.Merchant.Merchant.Id.ToString(), seen.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("key_", seen.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Spend_so_far_is_what_the_next_invoice_comes_to_and_the_forecast_goes_on_as_it_has()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, unitPrice: "0.5", fee: "20", funds: "100");
        var browser = await Browser.AtPortalAsync(api, shop, new { expiresIn = "P7D" });
        Assert.Null((await browser.GetAsync("/portal/api/spend"))["spend"]!["forecast"]);

        await shop.MoveClockAsync("2026-02-15T00:00:00Z");
        await shop.UseAsync("a", 30);

        var spend = (await browser.GetAsync("/portal/api/spend"))["spend"]!;
        Assert.Equal(("35.00", "50.00", "USD"), (spend.Text("total"), spend.Text("forecast"), spend.Text("currency")));
        Assert.Equal(("2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z", "2026-02-15T00:00:00Z"), (spend.Text("periodStart"), spend.Text("periodEnd"), spend.Text("asOf")));
        var usage = spend["lines"]!.AsArray().Single(line => line!.Text("kind") == "usage")!;
        Assert.Equal(("30", "request", "15.00"), (usage.Text("quantity"), usage.Text("unit"), usage.Text("amount")));
    }

    [Fact]
    public async Task Where_nothing_is_to_be_invoiced_nothing_is_told()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, fee: "20");
        var browser = await Browser.AtPortalAsync(api, shop);

        Assert.Null((await browser.GetAsync("/portal/api/spend"))["spend"]);
        Assert.Equal("pending_payment", (await browser.GetAsync("/portal/api")).Text("status"));
        Assert.Equal("SUBSCRIPTION_NOT_ACTIVE", (await browser.SendAsync(HttpMethod.Post, "/portal/api/cancellation", new { }, 409)).Code());
    }

    [Fact]
    public async Task A_customer_tops_up_once_however_often_it_is_sent()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        var browser = await Browser.AtPortalAsync(api, shop);
        var before = await browser.GetAsync("/portal/api/wallet");
        Assert.Equal(("0", "USD"), (before.Text("available"), before.Text("currency")));

        for (var i = 0; i < 2; i++)
        {
            var paid = await browser.PostAsync("/portal/api/payments", new { amount = "12.5", idempotencyKey = "one" });
            Assert.Equal(("succeeded", "12.5", "USD"), (paid.Text("status"), paid.Text("amount"), paid.Text("currency")));
            Assert.Null(paid["paymentUrl"]);
        }

        Assert.Equal("12.5", (await browser.GetAsync("/portal/api/wallet")).Text("available"));
        Assert.Equal("12.5 = 12.5 + 0 + 0, 0", await shop.WalletAsync());
    }

    [Fact]
    public async Task In_live_mode_a_payment_leads_to_where_it_is_paid()
    {
        await using var api = await TestApi.StartAsync();
        var customer = await Sample.CustomerAsync(api.Live);
        var subscription = (await api.Live.PostAsync("/v0/subscriptions", Sample.Subscription(customer, await Sample.PlanAsync(api.Live)))).Text("id");
        var link = await api.Live.PostAsync($"/v0/subscriptions/{subscription}/portal", new { });
        var browser = new Browser(api.Anonymous) { Mode = null, Portal = subscription };
        await browser.EnterAsync(link.Text("url").Split("link=")[1]);

        var asked = await browser.PostAsync("/portal/api/payments", new { amount = "20", idempotencyKey = "one" });

        Assert.Equal("pending", asked.Text("status"));
        using var page = await api.Anonymous.GetAsync(asked.Text("paymentUrl"));
        Assert.True(page.IsSuccessStatusCode);
        Assert.Equal("live", (await browser.GetAsync("/portal/api")).Text("mode"));
    }

    [Theory]
    [InlineData("""{"idempotencyKey":"k"}""", "amount")]
    [InlineData("""{"amount":"0","idempotencyKey":"k"}""", "amount")]
    [InlineData("""{"amount":"1.001","idempotencyKey":"k"}""", "amount")]
    [InlineData("""{"amount":"1"}""", "idempotencyKey")]
    public async Task A_wrong_field_of_a_payment_is_named(string body, string field)
    {
        await using var api = await TestApi.StartAsync();
        var browser = await Browser.AtPortalAsync(api, await Shop.OpenAsync(api));

        Assert.Equal(field, (await browser.PostAsync("/portal/api/payments", JsonNode.Parse(body)!, 400)).Field());
    }

    [Fact]
    public async Task A_customer_sees_invoices_that_were_issued_and_nobody_elses()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, terms: """{"reviewDuration":"P1D"}""");
        await shop.UseAsync("a", 10);
        await shop.MoveClockAsync("2026-03-01T02:00:00Z");
        var draft = (await shop.InvoicesAsync()).Single().Text("id");
        var browser = await Browser.AtPortalAsync(api, shop, new { expiresIn = "P7D" });
        Assert.Empty((await browser.GetAsync("/portal/api/invoices"))["data"]!.AsArray());
        await browser.GetAsync($"/portal/api/invoices/{draft}/html", 404);

        await shop.Client.SendAsync(HttpMethod.Post, $"/v2/invoices/{draft}/issue", null, 200);

        var listed = await browser.GetAsync("/portal/api/invoices");
        var invoice = listed["data"]!.AsArray().Single()!;
        Assert.Equal(("INV-000001", "issued", "5.00", "5.00"), (invoice.Text("number"), invoice.Text("status"), invoice.Text("total"), invoice.Text("unpaid")));
        Assert.Equal(1, listed["pagination"]!["total"]!.GetValue<int>());
        using var page = await browser.RespondAsync(HttpMethod.Get, $"/portal/api/invoices/{draft}/html");
        Assert.Contains("INV-000001", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.StartsWith("default-src 'none'", Assert.Single(page.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);

        using var pdf = await browser.RespondAsync(HttpMethod.Get, $"/portal/api/invoices/{draft}/pdf");
        Assert.Equal("application/pdf", pdf.Content.Headers.ContentType?.MediaType);
        Assert.Equal("INSUFFICIENT_FUNDS", (await browser.PostAsync($"/portal/api/invoices/{draft}/payment", new { }, 402)).Code());
        await browser.PostAsync("/portal/api/payments", new { amount = "5", idempotencyKey = "one" });
        var paid = await browser.PostAsync($"/portal/api/invoices/{draft}/payment", new { }, 200);
        Assert.Equal(("paid", "0.00"), (paid.Text("status"), paid.Text("unpaid")));

        var elsewhere = await Browser.AtPortalAsync(api, await Shop.OpenAsync(api));
        Assert.Empty((await elsewhere.GetAsync("/portal/api/invoices"))["data"]!.AsArray());
        Assert.Equal("INVOICE_NOT_FOUND", (await elsewhere.GetAsync($"/portal/api/invoices/{draft}/html", 404)).Code());
        await elsewhere.GetAsync($"/portal/api/invoices/{draft}/pdf", 404);
        await elsewhere.PostAsync($"/portal/api/invoices/{draft}/payment", new { }, 404);
        await elsewhere.GetAsync("/portal/api/invoices/none/html", 404);
    }

    [Fact]
    public async Task Whoever_listens_is_told_that_something_was_counted_and_not_what()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        var browser = await Browser.AtPortalAsync(api, shop);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/portal/api/live?portal={shop.Subscription}");
        request.Headers.Add("Cookie", $"{browser.Cookies.Single().Key}={browser.Cookies.Single().Value}");
        using var response = await api.Anonymous.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());

        var before = await reader.NextEventAsync();
        await shop.UseAsync("one", 1);
        var after = await reader.NextEventAsync();
        while (after.Text("mark") == before.Text("mark"))
        {
            after = await reader.NextEventAsync();
        }

        Assert.Equal(["mark"], after.AsObject().Select(member => member.Key));
        await shop.TopUpAsync("5");
        var paid = await reader.NextEventAsync();
        while (paid.Text("mark") == after.Text("mark"))
        {
            paid = await reader.NextEventAsync();
        }
    }
}
