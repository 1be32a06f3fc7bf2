using Microsoft.Extensions.DependencyInjection;
using Tallystick.Core.Billing;
using Tallystick.Core.Storage;
using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Resources;

public sealed class InvoiceTests
{
    [Fact]
    public async Task A_subscription_waits_for_Invoice_0_and_is_active_once_it_is_paid()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, fee: "9");
        var waiting = await api.Test.GetAsync($"/v0/subscriptions/{shop.Subscription}", 200);
        Assert.Equal(("pending_payment", "pending"), (waiting.Text("status"), waiting["payment"]!.Text("status")));
        var invoice = waiting["payment"]!.Text("invoiceId");
        Assert.Equal("INSUFFICIENT_FUNDS", (await PayAsync(api, invoice, 402)).Code());

        await shop.TopUpAsync("4");
        var part = await PayAsync(api, invoice, 200);
        Assert.Equal(("issued", "4.00", "5.00"), (part.Text("status"), part.Text("paidAmount"), part.Text("unpaidAmount")));
        Assert.Equal("pending", (await api.Test.GetAsync($"/v0/subscriptions/{shop.Subscription}", 200))["payment"]!.Text("status"));

        await shop.TopUpAsync("6");
        Assert.Equal("paid", (await PayAsync(api, invoice, 200)).Text("status"));
        var active = await api.Test.GetAsync($"/v0/subscriptions/{shop.Subscription}", 200);
        Assert.Equal(("active", "paid"), (active.Text("status"), active["payment"]!.Text("status")));
        Assert.Equal("10 = 1 + 0 + 9, 0", await shop.WalletAsync());
        Assert.Equal("INVOICE_ALREADY_PAID", (await PayAsync(api, invoice, 409)).Code());
    }

    [Theory]
    [InlineData(true, "active", "paid", "10 = 1 + 0 + 9, 0")]
    [InlineData(false, "pending_payment", "pending", "10 = 10 + 0 + 0, 0")]
    public async Task A_wallet_with_money_pays_Invoice_0_unasked_where_it_may(bool autoCharge, string status, string payment, string wallet)
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, fee: "9", autoCharge: autoCharge, funds: "10");
        var read = await api.Test.GetAsync($"/v0/subscriptions/{shop.Subscription}", 200);
        Assert.Equal((status, payment), (read.Text("status"), read["payment"]!.Text("status")));
        Assert.Equal(wallet, await shop.WalletAsync());
    }

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
    public async Task Nothing_is_billed_before_Invoice_0_is_paid()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, fee: "9");
        await shop.MoveClockAsync("2026-05-15T00:00:00Z");
        Assert.Single(await shop.InvoicesAsync());

        await shop.TopUpAsync("9");
        await PayAsync(api, (await shop.InvoicesAsync())[0].Text("id"), 200);
        await shop.MoveClockAsync("2026-06-02T00:00:00Z");
        Assert.Equal(2, (await shop.InvoicesAsync()).Count);
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
    public async Task Usage_with_an_instant_price_is_paid_with_the_usage_and_billed_no_second_time()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, term: "instant", funds: "2");
        await shop.UseAsync("one", 3);
        Assert.Equal("2 = 0.5 + 0 + 1.5, 0", await shop.WalletAsync());
        await shop.UseAsync("two", 2);
        Assert.Equal("2 = 0 + 0 + 2, 0.5", await shop.WalletAsync());
        await shop.MoveClockAsync("2026-03-02T00:00:00Z");
        var invoice = Assert.Single(await shop.InvoicesAsync());
        Assert.Equal(
            ("2.50", "2.00", "2.00", "0.50"),
            (invoice.Text("grandTotal"), invoice.Text("prepaidAmount"), invoice.Text("paidAmount"), invoice.Text("unpaidAmount")));
    }

    [Fact]
    public async Task An_invoice_that_the_empty_wallet_could_not_pay_is_paid_after_a_top_up_and_its_period_follows()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        await shop.UseAsync("one", 4);
        await shop.MoveClockAsync("2026-03-02T00:00:00Z");
        var id = Assert.Single(await shop.InvoicesAsync()).Text("id");
        Assert.Equal(PeriodState.Issued, await PeriodStateAsync(api, shop));
        await PayAsync(api, id, 402);
        await shop.TopUpAsync("10");
        Assert.Equal(("paid", "2.00"), ((await PayAsync(api, id, 200)).Text("status"), (await shop.InvoicesAsync())[0].Text("paidAmount")));
        Assert.Equal(PeriodState.Paid, await PeriodStateAsync(api, shop));
        Assert.Equal("10 = 8 + 0 + 2, 0", await shop.WalletAsync());
    }

    [Fact]
    public async Task An_invoice_that_is_called_off_gives_back_what_was_paid_on_it_once()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, funds: "1");
        await shop.UseAsync("one", 4);
        await shop.MoveClockAsync("2026-03-02T00:00:00Z");
        var part = Assert.Single(await shop.InvoicesAsync());
        Assert.Equal(("1.00", "1 = 0 + 0 + 1, 0"), (part.Text("paidAmount"), await shop.WalletAsync()));
        for (var i = 0; i < 2; i++)
        {
            var called = await api.Test.PostAsync($"/v2/invoices/{part.Text("id")}/void", new { }, 200);
            Assert.Equal(("void", "0.00"), (called.Text("status"), called.Text("paidAmount")));
            Assert.Equal("1 = 1 + 0 + 0, 0", await shop.WalletAsync());
        }

        Assert.Equal(part.Text("invoiceNumber"), (await shop.InvoicesAsync())[0].Text("invoiceNumber"));
        Assert.Equal(PeriodState.Void, await PeriodStateAsync(api, shop));
        Assert.Equal("INVOICE_VOID", (await PayAsync(api, part.Text("id"), 409)).Code());
    }

    [Fact]
    public async Task A_paid_invoice_is_not_called_off()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, fee: "9", funds: "10");
        var id = Assert.Single(await shop.InvoicesAsync()).Text("id");
        Assert.Equal("INVOICE_ALREADY_PAID", (await api.Test.PostAsync($"/v2/invoices/{id}/void", new { }, 409)).Code());
        Assert.Equal("10 = 1 + 0 + 9, 0", await shop.WalletAsync());
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

    private static Task<System.Text.Json.Nodes.JsonNode> PayAsync(TestApi api, string id, int status) =>
        api.Test.PostAsync($"/v2/invoices/{id}/payment", new { }, status);

    private static async Task<List<string>> StatusesAsync(Shop shop, string query) =>
        [.. (await shop.InvoicesAsync(query)).Select(invoice => invoice.Text("status"))];

    private static async Task<PeriodState> PeriodStateAsync(TestApi api, Shop shop)
    {
        var store = api.Services.GetRequiredService<IDocumentStore>();
        var partition = $"{api.Merchant.Merchant.Id}~test/billing";
        return (await store.ReadAsync<BillingPeriod>(partition, $"period:{shop.Subscription}:000000", default))!.Value.State;
    }
}
