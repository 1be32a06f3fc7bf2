using System.Text.Json.Nodes;
using Tallystick.Tests.Http.Tests.Kit;
using static Tallystick.Tests.Http.Tests.Kit.PlanKit;

namespace Tallystick.Tests.Http.Tests.Resources;

/// <summary>Trials, pauses, fees that are charged once, and periods in step with the calendar.</summary>
public sealed class SubscriptionPhaseTests
{
    [Theory]
    [InlineData(14, null, "2026-02-15T00:00:00Z")]
    [InlineData(14, "2026-02-08T00:00:00Z", "2026-02-08T00:00:00Z")]
    [InlineData(0, "2026-02-03T12:00:00Z", "2026-02-03T12:00:00Z")]
    public async Task A_trial_is_free_and_the_first_period_begins_behind_it(int days, string? trialEnd, string expected)
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, funds: "100");
        await EndAsync(shop);
        var plan = await MakeAsync(shop, new { trialDays = days }, Usage(shop, "2", "instant"), Fee("30"));
        var started = await shop.Client.PostAsync("/v0/subscriptions", new { name = "Trial", planId = plan, customerId = shop.Customer, startedAt = "2026-02-01T00:00:00Z", trialEnd });
        var trial = started.Text("id");
        Assert.Equal(("trialing", expected), (started.Text("status"), started.Text("chargedAgainAt")));
        await shop.UseAsync("free", 7);
        Assert.Equal("100 = 100 + 0 + 0, 0", await shop.WalletAsync());

        await shop.MoveClockAsync(expected);
        Assert.Equal("active", (await shop.Client.GetAsync($"/v0/subscriptions/{trial}", 200)).Text("status"));
        await shop.UseAsync("paid", 3);
        await shop.MoveClockAsync("2026-02-16T00:00:00Z");
        var first = Assert.Single(await InvoicesAsync(shop, trial));
        Assert.Equal(("30.00", expected), (first.Text("grandTotal"), Assert.Single(Fees(first)).Text("periodStart")));
        await shop.MoveClockAsync("2026-03-20T00:00:00Z");
        Assert.Equal("36.00", (await InvoicesAsync(shop, trial))[1].Text("grandTotal"));
        await VerifyAsync(shop);
    }

    [Fact]
    public async Task Another_plan_is_tried_until_the_trial_was_to_end_and_called_off_the_first_one_is_charged()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        await EndAsync(shop);
        var (one, other) = (await MakeAsync(shop, new { trialDays = 10 }, Fee("10")), await MakeAsync(shop, new { }, Fee("20")));
        var trial = (await shop.Client.PostAsync("/v0/subscriptions", new { name = "Trial", planId = one, customerId = shop.Customer, startedAt = "2026-02-01T00:00:00Z" })).Text("id");
        var changed = await shop.Client.PostAsync($"/v0/subscriptions/{trial}/changePlan", new { planId = other, effectiveAt = "2026-02-04T00:00:00Z" }, 200);
        Assert.Equal(["trial", "trial", "paid"], changed["phases"]!.AsArray().Select(phase => phase!.Text("kind")));
        var calledOff = await shop.Client.SendAsync(HttpMethod.Delete, $"/v0/subscriptions/{trial}/scheduledChange", null, 200);
        Assert.Equal([("trial", one), ("paid", one)], calledOff["phases"]!.AsArray().Select(phase => (phase!.Text("kind"), phase!.Text("planId"))));
        await shop.Client.PostAsync($"/v0/subscriptions/{trial}/changePlan", new { planId = other, effective = "period_end" }, 200);
        await shop.MoveClockAsync("2026-02-12T00:00:00Z");

        Assert.Equal(["20.00"], (await InvoicesAsync(shop, trial)).Select(invoice => invoice.Text("grandTotal")));
        await VerifyAsync(shop);
    }

    [Fact]
    public async Task A_pause_charges_nothing_and_rejects_usage_and_what_was_paid_in_advance_is_given_back()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, fee: "28", funds: "100", unitPrice: "1");
        await shop.MoveClockAsync("2026-02-08T00:00:00Z");
        await shop.UseAsync("before", 2, timestamp: "2026-02-07T00:00:00Z");
        var paused = await shop.Client.PostAsync($"/v0/subscriptions/{shop.Subscription}/pause", new { }, 200);
        Assert.Equal(("paused", null), (paused.Text("status"), paused["chargedAgainAt"]));
        Assert.Equal("ALREADY_PAUSED", (await shop.Client.PostAsync($"/v0/subscriptions/{shop.Subscription}/pause", new { }, 409)).Code());
        Assert.Equal("SUBSCRIPTION_PAUSED", (await shop.Client.PostAsync($"/v0/subscriptions/{shop.Subscription}/changePlan", new { planId = await MakeAsync(shop, new { }, Fee("1")) }, 409)).Code());
        await shop.MoveClockAsync("2026-03-10T00:00:00Z");
        var rejected = await shop.UseAsync("while paused", 5, timestamp: "2026-03-09T00:00:00Z");
        Assert.Equal("SUBSCRIPTION_PAUSED", (await shop.Client.GetAsync($"/v0/usage/{rejected.Text("id")}", 200))["rejection"]!.Text("code"));
        Assert.Equal("SUBSCRIPTION_PAUSED", (await shop.ReserveAsync(1, status: 409)).Code());
        Assert.Equal(2, (await InvoicesAsync(shop, shop.Subscription)).Count);

        Assert.Equal("active", (await shop.Client.PostAsync($"/v0/subscriptions/{shop.Subscription}/resume", new { }, 200)).Text("status"));
        Assert.Equal("NOT_PAUSED", (await shop.Client.PostAsync($"/v0/subscriptions/{shop.Subscription}/resume", new { }, 409)).Code());
        await shop.UseAsync("behind", 4);
        await shop.MoveClockAsync("2026-04-02T00:00:00Z");

        // 21 of 28 days given back; 22 of March's 31 days charged when it resumes; March's usage and April's fee.
        Assert.Equal(["28.00", "-19.00", "19.87", "32.00"], (await InvoicesAsync(shop, shop.Subscription)).Select(invoice => invoice.Text("grandTotal")));
        await VerifyAsync(shop);
    }

    [Fact]
    public async Task A_pause_may_end_of_itself_and_a_subscription_may_end_in_a_pause()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, fee: "28", funds: "100");
        await shop.MoveClockAsync("2026-02-08T00:00:00Z");
        var paused = await shop.Client.PostAsync($"/v0/subscriptions/{shop.Subscription}/pause", new { resumesAt = "2026-02-15T00:00:00Z" }, 200);
        Assert.Equal("2026-02-15T00:00:00Z", paused.Text("chargedAgainAt"));
        await shop.MoveClockAsync("2026-03-02T00:00:00Z");
        Assert.Equal(["28.00", "-21.00", "14.00", "28.00"], (await InvoicesAsync(shop, shop.Subscription)).Select(invoice => invoice.Text("grandTotal")));

        await shop.Client.PostAsync($"/v0/subscriptions/{shop.Subscription}/pause", new { proration = "none" }, 200);
        await shop.MoveClockAsync("2026-03-20T00:00:00Z");
        await shop.Client.PostAsync($"/v0/subscriptions/{shop.Subscription}/termination", new { reason = "over" }, 200);
        await shop.MoveClockAsync("2026-06-01T00:00:00Z");
        Assert.Equal(["0.00"], (await InvoicesAsync(shop, shop.Subscription)).Skip(4).Select(invoice => invoice.Text("grandTotal")));
        await VerifyAsync(shop);
    }

    [Fact]
    public async Task A_fee_that_is_charged_once_is_charged_with_the_first_period_under_a_plan_that_has_it_and_never_parted()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, funds: "1000");
        await EndAsync(shop);
        var setUp = await shop.Client.PostAsync("/v0/prices", new { feeId = "set-up", invoiceDisplayName = "Set-up", paymentTerm = "in_advance", billingCadence = "once", model = "standard", properties = new { unitPrice = "50" } });
        Assert.Equal("once", setUp.Text("billingCadence"));
        object end = new { feeId = "first", invoiceDisplayName = "First month", paymentTerm = "in_arrears", billingCadence = "once", model = "standard", properties = new { unitPrice = "7" } };
        var (one, other) = (await MakeAsync(shop, new { }, setUp.Text("id"), Fee("28"), end), await MakeAsync(shop, new { }, setUp.Text("id"), Fee("56")));
        var subscription = (await shop.Client.PostAsync("/v0/subscriptions", new { name = "Once", planId = one, customerId = shop.Customer, startedAt = "2026-02-01T00:00:00Z" })).Text("id");
        await shop.MoveClockAsync("2026-02-15T00:00:00Z");
        await shop.Client.PostAsync($"/v0/subscriptions/{subscription}/changePlan", new { planId = other }, 200);
        await shop.MoveClockAsync("2026-03-02T00:00:00Z");

        var invoices = await InvoicesAsync(shop, subscription);
        Assert.Equal(["50.00 28.00", "7.00 -14.00 28.00", "56.00"], invoices.Select(invoice => string.Join(' ', Fees(invoice).Select(line => line.Text("totalAmount")))));
        await VerifyAsync(shop);
    }

    [Theory]
    [InlineData("P1D", "2026-02-04T12:00:00Z", "2026-02-05T00:00:00Z", "12.00")] // half a day of 24
    [InlineData("P1W", "2026-02-04T00:00:00Z", "2026-02-09T00:00:00Z", "17.14")] // Wednesday to Monday: 5 of 7 days
    [InlineData("P1M", "2026-02-22T00:00:00Z", "2026-03-01T00:00:00Z", "6.00")] // 7 of 28 days
    [InlineData("P3M", "2026-02-01T00:00:00Z", "2026-04-01T00:00:00Z", "15.73")] // 59 of 90 days
    [InlineData("P1Y", "2026-07-01T00:00:00Z", "2027-01-01T00:00:00Z", "12.10")] // 184 of 365 days
    public async Task In_step_with_the_calendar_the_first_period_is_a_stub_and_charged_for_its_part(string cadence, string start, string end, string charge)
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        var plan = await MakeAsync(shop, new { billingAlignment = "calendar", billingCadence = cadence }, Fee("24"));
        var subscription = await shop.Client.PostAsync("/v0/subscriptions", new { name = "Calendar", planId = plan, customerId = shop.Customer, startedAt = start });
        var invoice = Assert.Single(await InvoicesAsync(shop, subscription.Text("id")));
        Assert.Equal((end, charge), (invoice.Text("periodEnd"), invoice.Text("grandTotal")));

        var full = await shop.Client.PostAsync("/v0/subscriptions", new { name = "Calendar", planId = plan, customerId = shop.Customer, startedAt = start, proration = "none" });
        Assert.Equal("24.00", Assert.Single(await InvoicesAsync(shop, full.Text("id"))).Text("grandTotal"));
        await VerifyAsync(shop);
    }

    [Theory]
    [InlineData("trialDays", 731, "OUT_OF_RANGE")]
    [InlineData("billingAlignment", "moon", "UNKNOWN_VALUE")]
    [InlineData("billingAnchor", 3, "INVALID_BILLING_ANCHOR")]
    public async Task An_impossible_plan_is_refused(string field, object value, string code)
    {
        await using var api = await TestApi.StartAsync();
        var plan = new Dictionary<string, object> { ["productId"] = await Sample.ProductAsync(api.Live), ["name"] = "P", ["currency"] = "USD", ["billingCadence"] = "P1M", ["billingAlignment"] = "calendar", [field] = value };
        var problem = await api.Live.PostAsync("/v0/plans", plan, 400);
        Assert.Equal((field, code), (problem.Field(), problem.Code()));
    }

    /// <summary>Takes the shop's own subscription out of the way.</summary>
    private static Task<JsonNode> EndAsync(Shop shop) =>
        shop.Client.PostAsync($"/v0/subscriptions/{shop.Subscription}/termination", new { reason = "over", effectiveAt = "2026-02-01T00:00:00Z" }, 200);
}
