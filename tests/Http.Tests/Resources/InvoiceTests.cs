using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Resources;

public sealed class InvoiceTests
{
    [Fact]
    public async Task Bug_the_last_period_of_a_terminated_subscription_waited_for_the_end_that_was_planned()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        await shop.MoveClockAsync("2026-02-05T00:00:00Z");
        await shop.UseAsync("one", 2, null);
        await shop.MoveClockAsync("2026-02-05T12:00:00Z");
        await api.Test.PostAsync($"/v0/subscriptions/{shop.Subscription}/termination", new { reason = "moved" }, 200);
        await shop.MoveClockAsync("2026-02-05T12:59:59Z");
        Assert.Empty(await shop.InvoicesAsync());
        await shop.MoveClockAsync("2026-02-05T13:00:00Z");

        var last = Assert.Single(await shop.InvoicesAsync());
        Assert.Equal(("2026-02-05T12:00:00Z", "1.00"), (last.Text("periodEnd"), last.Text("grandTotal")));
        await shop.MoveClockAsync("2026-06-01T00:00:00Z");
        Assert.Single(await shop.InvoicesAsync());
    }

    [Fact]
    public async Task An_invoice_says_what_was_used_and_proves_it()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        await shop.MoveClockAsync("2026-02-10T00:00:00Z");
        await shop.UseAsync("one", 2);
        await shop.UseAsync("two", 1.5m);
        await shop.MoveClockAsync("2026-03-01T00:59:59Z");
        Assert.Empty(await shop.InvoicesAsync());
        await shop.MoveClockAsync("2026-03-01T01:00:00Z");

        var listed = Assert.Single(await shop.InvoicesAsync());
        Assert.Null(listed["lineItems"]);
        var invoice = await api.Test.GetAsync($"/v2/invoices/{listed.Text("id")}?expand=lineItems", 200);
        Assert.Equal(
            ("invoice", "issued", "1.75", "0.00", "1.75", "0.00", "1.75"),
            (invoice.Text("object"), invoice.Text("status"), invoice.Text("subtotal"), invoice.Text("totalTax"), invoice.Text("grandTotal"),
                invoice.Text("paidAmount"), invoice.Text("unpaidAmount")));
        Assert.Equal(
            ("2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z", "2026-03-01T01:00:00Z", "2026-03-31T01:00:00Z"),
            (invoice.Text("periodStart"), invoice.Text("periodEnd"), invoice.Text("gracePeriodEnd"), invoice.Text("dueAt")));
        var line = Assert.Single(invoice["lineItems"]!.AsArray())!;
        Assert.Equal(
            ("Requests", shop.Metric, "3.5", "request", "0.5", "1.75", "charge"),
            (line.Text("metricName"), line.Text("billableMetricId"), line.Text("quantity"), line.Text("unit"), line.Text("unitPrice"),
                line.Text("totalAmount"), line.Text("lineItemType")));
        Assert.Equal(2, line["proof"]!["eventCount"]!.GetValue<int>());
        Assert.Equal(1, Assert.Single(line["proof"]!["positions"]!.AsArray())!["toSequence"]!.GetValue<int>());
        Assert.Null((await api.Test.GetAsync($"/v2/invoices/{listed.Text("id")}", 200))["lineItems"]);
        Assert.Equal("expand", (await api.Test.GetAsync($"/v2/invoices/{listed.Text("id")}?expand=all", 400)).Field());
    }

    [Fact]
    public async Task An_invoice_is_a_page_that_loads_and_runs_nothing()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        await shop.UseAsync("one", 4);
        await shop.MoveClockAsync("2026-03-02T00:00:00Z");
        var id = Assert.Single(await shop.InvoicesAsync()).Text("id");
        using var response = await api.Test.GetAsync($"/v2/invoices/{id}/html");
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith("default-src 'none'; style-src 'unsafe-inline'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        var html = await response.Content.ReadAsStringAsync();
        Assert.Contains("API &lt;requests&gt;", html, StringComparison.Ordinal);
        Assert.Contains("USD 2.00", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invoices_are_listed_by_customer_subscription_and_status_newest_first()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, fee: "9", funds: "20");
        var other = await Shop.OpenAsync(api, fee: "9");
        await shop.MoveClockAsync("2026-03-02T00:00:00Z"); // The list is by the time of making: one invoice at a time.
        await shop.MoveClockAsync("2026-04-02T00:00:00Z");
        Assert.Equal(4, (await shop.InvoicesAsync()).Count);
        Assert.Equal(["issued", "paid", "paid"], await StatusesAsync(shop, $"?customerId={shop.Customer}"));
        Assert.Equal(["issued", "paid", "paid"], await StatusesAsync(shop, $"?subscriptionId={shop.Subscription}"));
        Assert.Equal(["issued"], await StatusesAsync(shop, $"?subscriptionId={other.Subscription}"));
        Assert.Equal(["paid", "paid"], await StatusesAsync(shop, $"?customerId={shop.Customer}&status=paid"));
        Assert.Empty(await StatusesAsync(shop, $"?customerId={other.Customer}&subscriptionId={shop.Subscription}"));
        var second = await api.Test.GetAsync("/v2/invoices?status=paid&limit=1&offset=1", 200);
        Assert.Equal((2, 1), (second["pagination"]!["total"]!.GetValue<int>(), second["data"]!.AsArray().Count));
    }

    [Theory]
    [InlineData("?status=open", 400, "status")]
    [InlineData("?subscriptionId=cus_1", 400, "subscriptionId")]
    [InlineData("?customerId=cus_1", 404, "customerId")]
    [InlineData("?limit=0", 400, "limit")]
    public async Task A_filter_that_breaks_a_rule_is_told(string query, int status, string field)
    {
        await using var api = await TestApi.StartAsync();
        Assert.Equal(field, (await api.Live.GetAsync("/v2/invoices" + query, status)).Field());
    }

    [Fact]
    public async Task Nobody_sees_pays_or_calls_off_anothers()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, fee: "9");
        var id = Assert.Single(await shop.InvoicesAsync()).Text("id");
        var stranger = api.With((await api.NewMerchantAsync("Mallory")).Test.Text.Reveal());
        foreach (var client in new[] { stranger, api.Live })
        {
            Assert.Equal("INVOICE_NOT_FOUND", (await client.GetAsync($"/v2/invoices/{id}", 404)).Code());
            Assert.Equal("INVOICE_NOT_FOUND", (await client.GetAsync($"/v2/invoices/{id}/html", 404)).Code());
            Assert.Equal("INVOICE_NOT_FOUND", (await client.PostAsync($"/v2/invoices/{id}/payment", new { }, 404)).Code());
            Assert.Equal("INVOICE_NOT_FOUND", (await client.PostAsync($"/v2/invoices/{id}/void", new { }, 404)).Code());
            Assert.Empty((await client.GetAsync("/v2/invoices", 200))["data"]!.AsArray());
        }
    }

    [Fact]
    public async Task The_operator_closes_what_is_due_by_the_real_clock()
    {
        await using var api = await TestApi.StartAsync();
        await api.Live.PostAsync("/v0/subscriptions", Sample.Subscription(await Sample.CustomerAsync(api.Live), await Sample.PlanAsync(api.Live)));
        Assert.Equal(0, (await api.Operator.PostAsync("/v0/closing", new { }, 200))["closed"]!.GetValue<int>());
        api.Time.Advance(TimeSpan.FromDays(29));
        Assert.Equal("UNAUTHENTICATED", (await api.Live.PostAsync("/v0/closing", new { }, 401)).Code());
        Assert.Equal(1, (await api.Operator.PostAsync("/v0/closing", new { }, 200))["closed"]!.GetValue<int>());
        Assert.Single((await api.Live.GetAsync("/v2/invoices", 200))["data"]!.AsArray());
        Assert.Empty((await api.Operator.GetAsync("/v0/closing/stopped", 200))["data"]!.AsArray());
    }

    private static async Task<List<string>> StatusesAsync(Shop shop, string query) =>
        [.. (await shop.InvoicesAsync(query)).Select(invoice => invoice.Text("status"))];
}
