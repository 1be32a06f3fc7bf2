using System.Text.Json;
using System.Text.Json.Nodes;
using Tallystick.Tests.Http.Tests.Kit;
using static Tallystick.Tests.Http.Tests.Kit.PlanKit;

namespace Tallystick.Tests.Http.Tests.Resources;

/// <summary>Taxes by customer, metric, fee and plan.</summary>
public sealed class TaxTests
{
    [Fact]
    public async Task Lines_are_taxed_by_rates_of_their_own_and_the_invoice_has_a_total_for_each()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, funds: "1000");
        var usage = new
        {
            billableMetricId = shop.Metric, invoiceDisplayName = "Requests", paymentTerm = "in_arrears", model = "standard", properties = new { unitPrice = "1" }, taxRate = "0.07",
        };
        var subscription = await StartAsync(shop, await MakeAsync(shop, new { defaultTaxRate = "0.19" }, usage, Fee("20", "in_arrears")));
        await shop.UseAsync("a", 100, timestamp: "2026-02-01T00:01:00Z");
        await shop.MoveClockAsync("2026-03-02T00:00:00Z");

        var invoice = Assert.Single(await InvoicesAsync(shop, subscription));
        Assert.Equal(["0.07 7.00", "0.19 3.80"], invoice["lineItems"]!.AsArray().Select(line => $"{line!.Text("taxRate")} {line!.Text("totalTax")}"));
        Assert.Equal(["0.19 20.00 3.80", "0.07 100.00 7.00"], Totals(invoice));
        Assert.Contains("Tax: 19 % of 20.00", await PageAsync(shop, invoice), StringComparison.Ordinal);
        await VerifyAsync(shop);
    }

    [Fact]
    public async Task What_comes_late_is_taxed_as_its_period_was_though_the_customer_is_taxed_otherwise_since()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, unitPrice: "1", funds: "1000");
        await TaxAsync(shop, new { taxRate = "0.1" });
        await shop.UseAsync("a", 100, timestamp: "2026-02-01T00:01:00Z");
        await shop.MoveClockAsync("2026-03-02T00:00:00Z");
        await TaxAsync(shop, new { taxRates = new object[] { new { billableMetricId = shop.Metric, rate = "0.2" }, new { feeId = "other", rate = "0.05" }, new { rate = "0.3" } } });
        await shop.UseAsync("late", 10, timestamp: "2026-02-27T00:00:00Z");
        await shop.UseAsync("b", 50);
        await shop.MoveClockAsync("2026-04-02T00:00:00Z");

        var march = (await InvoicesAsync(shop))[1];
        Assert.Equal(["0.2 50.00 10.00", "0.1 10.00 1.00"], Totals(march));
        var customer = await shop.Client.GetAsync($"/v0/customers/{shop.Customer}", 200);
        Assert.Equal(("0.3", "0.2", "0.05"), (customer.Text("taxRate"), customer["taxRates"]![0]!.Text("rate"), customer["taxRates"]![1]!.Text("rate")));
        await VerifyAsync(shop);
    }

    [Theory]
    [InlineData("reverse_charge", "Reverse charge: the customer accounts for the tax.")]
    [InlineData("exempt", "Exempt from tax.")]
    public async Task An_invoice_without_tax_says_why(string treatment, string note)
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, funds: "1000");
        await TaxAsync(shop, new { taxTreatment = treatment, taxRate = "0.19", taxId = "ATU12345678" });
        var subscription = await StartAsync(shop, await MakeAsync(shop, new { defaultTaxRate = "0.19" }, Usage(shop, "1"), Fee("20")));
        await shop.UseAsync("a", 7, timestamp: "2026-02-01T00:01:00Z");
        await shop.MoveClockAsync("2026-03-02T00:00:00Z");

        foreach (var invoice in await InvoicesAsync(shop, subscription))
        {
            Assert.Equal(("0.00", treatment), (invoice.Text("totalTax"), invoice.Text("taxTreatment")));
            var page = await PageAsync(shop, invoice);
            Assert.Contains(note, page, StringComparison.Ordinal);
            Assert.Contains("Tax id ATU12345678", page, StringComparison.Ordinal);
        }

        await VerifyAsync(shop);
    }

    [Fact]
    public async Task A_preview_is_taxed_as_the_invoice_is()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, unitPrice: "1", funds: "1000");
        await TaxAsync(shop, new { taxRates = new object[] { new { billableMetricId = shop.Metric, rate = "0.2" } } });
        await shop.UseAsync("a", 7);
        var preview = await shop.Client.GetAsync($"/v0/subscriptions/{shop.Subscription}/upcomingInvoice", 200);
        await shop.MoveClockAsync("2026-03-02T00:00:00Z");
        Assert.Equal("1.40", Assert.Single(await InvoicesAsync(shop)).Text("totalTax"));
        Assert.Contains("1.40", preview.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"taxRate":"1.1"}""", "taxRate", "OUT_OF_RANGE")]
    [InlineData("""{"taxRates":[{"rate":"-0.1"}]}""", "taxRates[0].rate", "OUT_OF_RANGE")]
    [InlineData("""{"taxRates":[{}]}""", "taxRates[0].rate", "REQUIRED")]
    [InlineData("""{"taxRates":[{"rate":"0.1"}],"taxRate":"0.2"}""", "taxRates[0].rate", "DUPLICATE")]
    [InlineData("""{"taxRates":[{"rate":"0.1","feeId":"a"},{"rate":"0.2","feeId":"a"}]}""", "taxRates[1]", "DUPLICATE")]
    [InlineData("""{"taxRates":[{"rate":"0.1","feeId":"a","billableMetricId":"bm_1"}]}""", "taxRates[0].feeId", "AMBIGUOUS")]
    [InlineData("""{"taxRates":[{"rate":"0.1","billableMetricId":"bm_nothing"}]}""", "taxRates[0].billableMetricId", "BILLABLE_METRIC_NOT_FOUND")]
    [InlineData("""{"taxTreatment":"free"}""", "taxTreatment", "UNKNOWN_VALUE")]
    [InlineData("""{"taxTreatment":"reverse_charge"}""", "taxId", "REQUIRED")]
    [InlineData("""{"taxTreatment":"reverse_charge","taxId":" "}""", "taxId", "REQUIRED")]
    public async Task A_wrong_field_is_named_and_nothing_changes(string tax, string field, string code)
    {
        await using var api = await TestApi.StartAsync();
        var customer = await Sample.CustomerAsync(api.Test);
        var before = (await api.Test.GetAsync($"/v0/customers/{customer}", 200)).ToJsonString();
        var problem = await api.Test.SendAsync(HttpMethod.Put, $"/v0/customers/{customer}/tax", tax, code.EndsWith("NOT_FOUND", StringComparison.Ordinal) ? 404 : 400);
        Assert.Equal(field, problem.Field());
        Assert.Equal(code, problem["errors"]![0]!.Text("code"));
        Assert.Equal(before, (await api.Test.GetAsync($"/v0/customers/{customer}", 200)).ToJsonString());
        var made = JsonNode.Parse(tax)!.AsObject();
        made["consumer"] = new JsonObject { ["name"] = "Jane", ["email"] = "jane@example.com" };
        Assert.Equal(field, (await api.Test.PostAsync("/v0/customers", made, code.EndsWith("NOT_FOUND", StringComparison.Ordinal) ? 404 : 400)).Field());
    }

    private static Task<JsonNode> TaxAsync(Shop shop, object tax) => shop.Client.SendAsync(HttpMethod.Put, $"/v0/customers/{shop.Customer}/tax", JsonSerializer.Serialize(tax), 200);

    private static IEnumerable<string> Totals(JsonNode invoice) =>
        invoice["taxTotals"]!.AsArray().Select(total => $"{total!.Text("taxRate")} {total!.Text("taxableAmount")} {total!.Text("taxAmount")}");

    private static async Task<string> PageAsync(Shop shop, JsonNode invoice) =>
        await shop.Client.GetStringAsync($"/v2/invoices/{invoice.Text("id")}/html");
}
