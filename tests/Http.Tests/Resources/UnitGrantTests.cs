using System.Text.Json.Nodes;
using Tallystick.Tests.Http.Tests.Kit;
using static Tallystick.Tests.Http.Tests.Kit.PlanKit;

namespace Tallystick.Tests.Http.Tests.Resources;

/// <summary>Grants in units of a metric.</summary>
public sealed class UnitGrantTests
{
    [Fact]
    public async Task The_table_of_units_is_what_happens()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        var subscription = await StartAsync(shop, await MakeAsync(shop, new { }, Usage(shop, "2")));
        var monthly = await GrantAsync(shop, "monthly", 100, new { priority = 50, recurrence = new { interval = "P1M", rolloverMaximum = "20" } });
        var gift = await GrantAsync(shop, "gift", 30, new { expiresAt = "2026-03-10T00:00:00Z" });
        var rows = new List<string>();
        async Task NoteAsync(string when, string what, bool isInvoiced = false)
        {
            var (first, second) = (await shop.Client.GetAsync($"/v0/grants/{monthly}", 200), await shop.Client.GetAsync($"/v0/grants/{gift}", 200));
            var units = (await shop.Client.GetAsync($"/v0/customers/{shop.Customer}/wallet", 200))["units"]!.AsArray();
            foreach (var grant in new[] { first, second })
            {
                Assert.Equal(Number(grant, "granted"), Number(grant, "remaining") + Number(grant, "burned") + Number(grant, "expired") + Number(grant, "voided"));
                Assert.Equal(Number(grant, "remaining"), units.Where(lot => lot!.Text("grantId") == grant.Text("id")).Sum(lot => Number(lot!, "remaining")));
            }

            var line = isInvoiced ? (await InvoicesAsync(shop, subscription))[^1]["lineItems"]![0]! : null;
            var invoiced = line is null ? "| |" : $"{line.Text("quantity")} | {line.Text("coveredQuantity")} |";
            rows.Add($"| {when} | {what} | {first.Text("remaining")} | {second.Text("remaining")} | {Number(first, "expired") + Number(second, "expired")} | {invoiced}");
        }

        await NoteAsync("1 February", "granted");
        await shop.MoveClockAsync("2026-02-05T00:00:00Z");
        await shop.UseAsync("a", 110);
        await NoteAsync("5 February", "110 are used");
        await shop.MoveClockAsync("2026-03-02T00:00:00Z");
        await NoteAsync("2 March", "February is invoiced", isInvoiced: true);
        await shop.MoveClockAsync("2026-03-08T00:00:00Z");
        await shop.UseAsync("b", 50);
        await NoteAsync("8 March", "50 are used");
        await shop.MoveClockAsync("2026-03-10T00:00:00Z");
        await NoteAsync("10 March", "the gift's time is over");
        await shop.MoveClockAsync("2026-04-02T00:00:00Z");
        await NoteAsync("2 April", "March is invoiced, 20 roll over", isInvoiced: true);
        await shop.MoveClockAsync("2026-04-03T00:00:00Z");
        await shop.UseAsync("c", 150);
        Assert.Equal(("30", "120"), await UpcomingAsync(shop, subscription));
        await NoteAsync("3 April", "150 are used");
        await shop.MoveClockAsync("2026-05-02T00:00:00Z");
        await NoteAsync("2 May", "April is invoiced", isInvoiced: true);

        Assert.Equal(CreditsPage.Table("units"), rows);
        await VerifyAsync(shop);
        await shop.Client.SendAsync(HttpMethod.Delete, $"/v0/grants/{monthly}", null, 200);
        await GrantAsync(shop, "later", 1000, new { effectiveAt = "2026-02-01T00:00:00Z" });
        await VerifyAsync(shop);
        Assert.Contains("besides 120 paid by granted units", await shop.Client.GetStringAsync($"/v2/invoices/{(await InvoicesAsync(shop, subscription))[^1].Text("id")}/html"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("next_invoice")]
    [InlineData("credit_or_debit_note")]
    public async Task What_comes_late_draws_units_and_what_is_corrected_gives_them_back(string lateEventPolicy)
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        var subscription = await StartAsync(shop, await MakeAsync(shop, new { lateEventPolicy }, Usage(shop, "2")));
        var grant = await GrantAsync(shop, "units", 10, new { });
        await shop.MoveClockAsync("2026-02-05T00:00:00Z");
        var first = await shop.UseAsync("a", 6);
        await shop.MoveClockAsync("2026-03-02T00:00:00Z");
        Assert.Equal([("0", "6", "0.00")], await LinesAsync(shop, subscription));

        await shop.UseAsync("late", 7, timestamp: "2026-02-20T00:00:00Z");
        Assert.Equal("10", (await shop.Client.GetAsync($"/v0/grants/{grant}", 200)).Text("granted"));
        await shop.MoveClockAsync("2026-04-02T00:00:00Z");
        Assert.Contains(("3", "4", "6.00"), await LinesAsync(shop, subscription));
        Assert.Equal("0", (await shop.Client.GetAsync($"/v0/grants/{grant}", 200)).Text("remaining"));

        await shop.Client.PostAsync($"/v0/usage/{first.Text("id")}/void", new { }, 202);
        await api.MeterAllAsync();
        await shop.MoveClockAsync("2026-05-02T00:00:00Z");
        Assert.Contains(("-3", "-3", "-6.00"), await LinesAsync(shop, subscription));
        Assert.Equal(("3", "7"), await LeftAsync(shop, grant));
        await VerifyAsync(shop);
    }

    [Fact]
    public async Task An_invoice_that_is_called_off_gives_its_units_back_once()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        var subscription = await StartAsync(shop, await MakeAsync(shop, new { }, Usage(shop, "2")), new { autoCharge = false });
        var grant = await GrantAsync(shop, "units", 10, new { });
        await shop.UseAsync("a", 12);
        await shop.MoveClockAsync("2026-03-02T00:00:00Z");
        Assert.Equal(("0", "10"), await LeftAsync(shop, grant));
        var invoice = (await InvoicesAsync(shop, subscription))[0].Text("id");
        for (var i = 0; i < 2; i++)
        {
            await shop.Client.PostAsync($"/v2/invoices/{invoice}/void", new { }, 200);
            Assert.Equal(("10", "0"), await LeftAsync(shop, grant));
        }

        await shop.UseAsync("b", 4);
        Assert.Equal(("6", "4"), await LeftAsync(shop, grant));
        await shop.MoveClockAsync("2026-04-02T00:00:00Z");
        Assert.Equal([("2", "10", "4.00"), ("0", "4", "0.00")], await LinesAsync(shop, subscription));
        await VerifyAsync(shop);
    }

    [Fact]
    public async Task Two_subscriptions_one_after_the_other_draw_from_one_pool()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        var plan = await MakeAsync(shop, new { }, Usage(shop, "2"));
        var one = await StartAsync(shop, plan, new { endingAt = "2026-02-10T00:00:00Z" });
        var other = (await shop.Client.PostAsync("/v0/subscriptions", new { name = "b", planId = plan, customerId = shop.Customer, startedAt = "2026-02-10T00:00:00Z" })).Text("id");
        var grant = await GrantAsync(shop, "units", 10, new { });
        await shop.UseAsync("a", 6);
        await shop.MoveClockAsync("2026-02-12T00:00:00Z");
        await shop.UseAsync("b", 6);
        Assert.Equal(("0", "10"), await LeftAsync(shop, grant));
        await shop.MoveClockAsync("2026-04-15T00:00:00Z");

        Assert.Equal([("0", "6", "0.00")], await LinesAsync(shop, one));
        Assert.Equal(("2", "4", "4.00"), (await LinesAsync(shop, other))[0]);
        Assert.Equal(("0", "10"), await LeftAsync(shop, grant));
        await VerifyAsync(shop);
    }

    [Fact]
    public async Task A_key_leads_to_one_grant_and_one_that_is_taken_back_pays_no_more()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        var subscription = await StartAsync(shop, await MakeAsync(shop, new { }, Usage(shop, "2")));
        var grant = await GrantAsync(shop, "units", 10, new { });
        Assert.Equal(grant, await GrantAsync(shop, "units", 10, new { }));
        Assert.Equal("IDEMPOTENCY_KEY_REUSED", (await shop.Client.PostAsync("/v0/grants", new { customerId = shop.Customer, amount = "10", currency = "USD", idempotencyKey = "units" }, 409)).Code());
        Assert.Single((await shop.Client.GetAsync($"/v0/grants?customerId={shop.Customer}", 200))["data"]!.AsArray());

        await shop.UseAsync("before", 4);
        await shop.MoveClockAsync("2026-02-05T00:00:00Z");
        for (var i = 0; i < 2; i++)
        {
            var voided = await shop.Client.SendAsync(HttpMethod.Delete, $"/v0/grants/{grant}", null, 200);
            Assert.Equal(("voided", "6", "4", null), (voided.Text("status"), voided.Text("voided"), voided.Text("burned"), voided["currency"]));
        }

        await shop.UseAsync("after", 4);
        await shop.MoveClockAsync("2026-03-02T00:00:00Z");
        Assert.Equal([("4", "4", "8.00")], await LinesAsync(shop, subscription));
    }

    [Fact]
    public async Task What_a_hold_has_paid_for_is_not_paid_by_units_again()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, funds: "100");
        var subscription = await StartAsync(shop, await MakeAsync(shop, new { }, Usage(shop, "2")));
        var grant = await GrantAsync(shop, "units", 10, new { });
        await shop.UseAsync("held", 3, (await shop.ReserveAsync(3)).Text("id"));
        await shop.UseAsync("free", 5);
        await shop.MoveClockAsync("2026-03-02T00:00:00Z");

        Assert.Equal([("3", "5", "6.00")], await LinesAsync(shop, subscription));
        Assert.Equal(("5", "5"), await LeftAsync(shop, grant));
    }

    [Theory]
    [InlineData("instant", "METRIC_PRICED_INSTANT")]
    [InlineData("MAX", "UNSUPPORTED_AGGREGATION")]
    [InlineData("matrix", "UNSUPPORTED_PRICE_MODEL")]
    [InlineData("missing", "METRIC_NOT_FOUND")]
    [InlineData("currency", "CONTRADICTORY")]
    public async Task What_cannot_be_granted_in_units_is_refused_by_name(string what, string code)
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        var metric = shop.Metric;
        if (what == "MAX")
        {
            metric = (await shop.Client.PostAsync("/v0/billableMetrics", new { name = "Peak", unit = "x", aggregation = "MAX", productId = shop.Product })).Text("id");
        }
        else if (what is "instant")
        {
            await StartAsync(shop, await MakeAsync(shop, new { }, Usage(shop, "2", "instant")));
        }
        else if (what is "matrix")
        {
            metric = (await shop.Client.PostAsync("/v0/billableMetrics", new { name = "Cells", unit = "x", aggregation = "SUM", productId = shop.Product, eventType = "e", valueProperty = "$.v", groupBy = new { size = "$.size" } })).Text("id");
            await StartAsync(shop, await MakeAsync(shop, new { }, new
            {
                billableMetricId = metric,
                invoiceDisplayName = "Cells",
                paymentTerm = "in_arrears",
                model = "matrix",
                properties = new { dimensions = new[] { "size" }, cells = new[] { new { values = new { size = "big" }, unitPrice = "1" } }, defaultUnitPrice = "2" },
            }));
        }

        var refused = await shop.Client.PostAsync(
            "/v0/grants",
            new { customerId = shop.Customer, billableMetricId = what == "missing" ? "bm_none" : metric, currency = what == "currency" ? "USD" : null, amount = "1", idempotencyKey = "k" },
            what == "missing" ? 404 : 400);
        Assert.Contains(code, refused.ToJsonString(), StringComparison.Ordinal);
        Assert.Empty((await shop.Client.GetAsync($"/v0/grants?customerId={shop.Customer}", 200))["data"]!.AsArray());
    }

    private static decimal Number(JsonNode node, string name) => decimal.Parse(node.Text(name)!, System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<string> GrantAsync(Shop shop, string key, int amount, object more)
    {
        var body = System.Text.Json.JsonSerializer.SerializeToNode(more)!;
        (body["customerId"], body["billableMetricId"], body["amount"], body["idempotencyKey"]) = (shop.Customer, shop.Metric, $"{amount}", key);
        return (await shop.Client.PostAsync("/v0/grants", body)).Text("id");
    }

    private static async Task<(string, string)> LeftAsync(Shop shop, string grant)
    {
        var read = await shop.Client.GetAsync($"/v0/grants/{grant}", 200);
        return (read.Text("remaining"), read.Text("burned"));
    }

    private static async Task<(string, string)> UpcomingAsync(Shop shop, string subscription)
    {
        var line = (await shop.Client.GetAsync($"/v0/subscriptions/{subscription}/upcomingInvoice", 200))["lineItems"]![0]!;
        return (line.Text("quantity"), line.Text("coveredQuantity"));
    }

    /// <summary>All lines of metrics with usage, or paid by units: quantity, covered quantity, amount.</summary>
    private static async Task<List<(string, string?, string)>> LinesAsync(Shop shop, string subscription) =>
    [
        .. (await InvoicesAsync(shop, subscription)).SelectMany(invoice => invoice["lineItems"]!.AsArray()).Select(line => line!)
            .Where(line => line.Text("quantity") != "0" || line["coveredQuantity"] is not null)
            .Select(line => (line.Text("quantity"), (string?)line["coveredQuantity"], line.Text("totalAmount"))),
    ];
}
