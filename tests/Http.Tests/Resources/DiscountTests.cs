using System.Text.Json.Nodes;
using Tallystick.Tests.Http.Tests.Kit;
using static Tallystick.Tests.Http.Tests.Kit.PlanKit;

namespace Tallystick.Tests.Http.Tests.Resources;

/// <summary>What a plan takes off, and what it has a period come to at least and at most.</summary>
public sealed class DiscountTests
{
    [Theory]
    // 10 % off all: of 7 of usage and of the fees in advance.
    [InlineData("""{"discounts":[{"type":"percentage","value":"0.1","name":"Friend"}]}""", "18.00", "7.00 20.00 -0.70 -2.00")]
    // The second one of what the first one left.
    [InlineData("""{"discounts":[{"type":"percentage","value":"0.5","name":"Half"},{"type":"percentage","value":"0.5","name":"Half of it"}]}""", "5.00", "7.00 20.00 -3.50 -1.75 -10.00 -5.00")]
    // An amount takes no more than there is.
    [InlineData("""{"discounts":[{"type":"fixed","value":"5","name":"Five"}]}""", "20.00", "7.00 20.00 -5.00")]
    [InlineData("""{"discounts":[{"type":"fixed","value":"9","name":"Nine"}]}""", "20.00", "7.00 20.00 -7.00")]
    [InlineData("""{"discounts":[{"type":"percentage","value":"0.25","name":"Fees","feeIds":["fee"]}]}""", "15.00", "7.00 20.00 -5.00")]
    [InlineData("""{"discounts":[{"type":"percentage","value":"1","name":"First","periods":1}]}""", "0.00", "7.00 20.00 -7.00")]
    // 7 of usage and 20 paid in advance are 27.
    [InlineData("""{"minimumCommitment":"100"}""", "20.00", "7.00 20.00 73.00")]
    [InlineData("""{"minimumCommitment":"27"}""", "20.00", "7.00 20.00")]
    [InlineData("""{"maximumCharge":"25"}""", "20.00", "7.00 20.00 -2.00")]
    [InlineData("""{"maximumCharge":"10"}""", "20.00", "7.00 20.00 -7.00")] // what was paid before is not given back
    [InlineData("""{"minimumCommitment":"26","discounts":[{"type":"fixed","value":"3","name":"Three"}]}""", "20.00", "7.00 20.00 -3.00 2.00")]
    public async Task A_months_invoice_adds_up_line_by_line(string terms, string first, string lines)
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, funds: "1000");
        var plan = await MakeAsync(shop, JsonNode.Parse(terms)!, Usage(shop, "1"), Fee("20"));
        var subscription = await StartAsync(shop, plan);
        await shop.UseAsync("a", 7, timestamp: "2026-02-01T00:01:00Z");
        await shop.MoveClockAsync("2026-03-02T00:00:00Z");

        var invoices = await InvoicesAsync(shop, subscription);
        Assert.Equal([first, lines], [invoices[0].Text("grandTotal"), Lines(invoices[1])]);
        Assert.Equal(lines.Split(' ').Sum(decimal.Parse), decimal.Parse(invoices[1].Text("grandTotal")));
        await VerifyAsync(shop);
    }

    [Fact]
    public async Task What_is_given_back_or_comes_late_has_its_discount_and_a_cut_period_its_part_of_commitments()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, funds: "1000");
        var plan = await MakeAsync(
            shop,
            new { minimumCommitment = "28", discounts = new[] { new { type = "percentage", value = "0.5", name = "Half" } } },
            Usage(shop, "1"),
            Fee("20"));
        var subscription = await StartAsync(shop, plan);
        await shop.UseAsync("a", 4, timestamp: "2026-02-01T00:01:00Z");
        await shop.MoveClockAsync("2026-02-15T00:00:00Z");
        await shop.Client.PostAsync($"/v0/subscriptions/{subscription}/changePlan", new { planId = await MakeAsync(shop, new { }, Usage(shop, "1")) }, 200);
        await shop.MoveClockAsync("2026-02-16T00:00:00Z");
        await shop.UseAsync("late", 6, timestamp: "2026-02-04T00:00:00Z");
        await shop.MoveClockAsync("2026-03-02T00:00:00Z");

        // Half of February's commitment is 14: 2 of usage and 5 of fees are there.
        var invoices = await InvoicesAsync(shop, subscription);
        Assert.Equal(["20.00 -10.00", "4.00 -10.00 -2.00 5.00 7.00", "0.00 6.00 -3.00"], invoices.Select(Lines));
        await VerifyAsync(shop);
    }

    [Fact]
    public async Task Tax_is_on_what_is_left()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        var plan = await MakeAsync(
            shop, new { defaultTaxRate = "0.19", discounts = new[] { new { type = "percentage", value = "0.5", name = "Half" } } }, Usage(shop, "1"));
        var subscription = await StartAsync(shop, plan);
        await shop.UseAsync("a", 10, timestamp: "2026-02-01T00:01:00Z");
        await shop.MoveClockAsync("2026-03-02T00:00:00Z");

        var invoice = Assert.Single(await InvoicesAsync(shop, subscription));
        Assert.Equal(("5.00", "0.95", "5.95"), (invoice.Text("subtotal"), invoice.Text("totalTax"), invoice.Text("grandTotal")));
        await VerifyAsync(shop);
    }

    [Fact]
    public async Task What_the_wallet_paid_for_before_a_discount_was_known_is_given_back()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, funds: "100");
        var plan = await MakeAsync(shop, new { discounts = new[] { new { type = "fixed", value = "3", name = "Three" } } }, Usage(shop, "1", "instant"));
        await StartAsync(shop, plan);
        await shop.UseAsync("a", 10, timestamp: "2026-02-01T00:01:00Z");
        Assert.Equal("100 = 90 + 0 + 10, 0", await shop.WalletAsync());
        await shop.MoveClockAsync("2026-03-02T00:00:00Z");

        Assert.StartsWith("103 = 93", await shop.WalletAsync(), StringComparison.Ordinal);
        await VerifyAsync(shop);
    }

    [Theory]
    [InlineData("""{"minimumCommitment":"-1"}""", "minimumCommitment", "OUT_OF_RANGE")]
    [InlineData("""{"minimumCommitment":"0.001"}""", "minimumCommitment", "INVALID_AMOUNT")]
    [InlineData("""{"minimumCommitment":"2","maximumCharge":"1"}""", "maximumCharge", "OUT_OF_RANGE")]
    [InlineData("""{"discounts":[{"type":"percentage","value":"1.1","name":"x"}]}""", "discounts[0].value", "OUT_OF_RANGE")]
    [InlineData("""{"discounts":[{"type":"fixed","value":"0","name":"x"}]}""", "discounts[0].value", "OUT_OF_RANGE")]
    [InlineData("""{"discounts":[{"type":"fixed","value":"1.001","name":"x"}]}""", "discounts[0].value", "OUT_OF_RANGE")]
    [InlineData("""{"discounts":[{"type":"free","value":"1","name":"x"}]}""", "discounts[0].type", "UNKNOWN_VALUE")]
    [InlineData("""{"discounts":[{"type":"fixed","value":"1"}]}""", "discounts[0].name", "REQUIRED")]
    [InlineData("""{"discounts":[null]}""", "discounts[0]", "REQUIRED")]
    [InlineData("""{"discounts":[{"type":"fixed","value":"1","name":"x","periods":0}]}""", "discounts[0].periods", "OUT_OF_RANGE")]
    [InlineData("""{"discounts":[{"type":"fixed","value":"1","name":"x","feeIds":["nothing"]}]}""", "discounts[0]", "PRICE_NOT_IN_PLAN")]
    public async Task An_impossible_plan_is_refused(string terms, string field, string code)
    {
        await using var api = await TestApi.StartAsync();
        var plan = JsonNode.Parse(terms)!.AsObject();
        (plan["productId"], plan["name"], plan["currency"], plan["billingCadence"]) = (await Sample.ProductAsync(api.Live), "P", "USD", "P1M");
        var problem = await api.Live.PostAsync("/v0/plans", plan, 400);
        Assert.Equal((field, code), (problem.Field(), problem.Code()));
    }

    private static string Lines(JsonNode invoice) => string.Join(' ', invoice["lineItems"]!.AsArray().Select(line => line!.Text("totalPrice")));
}
