using Tallystick.Tests.Http.Tests.Kit;
using static Tallystick.Tests.Http.Tests.Kit.PlanKit;

namespace Tallystick.Tests.Http.Tests.Resources;

/// <summary>Subscriptions that end, pause or change now, while usage is stamped a little ahead of now.</summary>
public sealed class EndsNowTests
{
    private const string Ahead = "2026-02-15T00:03:00Z";

    [Fact]
    public async Task Bug_The_end_of_a_period_that_nobody_knows_was_written_and_could_not_be_read_again()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        await shop.MoveClockAsync("2026-02-15T00:00:00Z");
        await PostAsync(shop, "pause", new { }, 200);
        var ended = await PostAsync(shop, "termination", new { reason = "over", effective = "period_end" }, 200);

        Assert.Equal(("terminated", "2026-02-15T00:00:00Z"), (ended.Text("status"), ended.Text("endedAt")));
        await shop.UseAsync("after", 1);
    }

    [Fact]
    public async Task Bug_Usage_that_one_plan_was_paid_for_was_billed_by_the_next()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, term: "instant", unitPrice: "10", funds: "100");
        await shop.MoveClockAsync("2026-02-15T00:00:00Z");
        await shop.UseAsync("ahead", 7, timestamp: Ahead);
        var plan = await PlanAsync(shop, unitPrice: "1", usageTerm: "instant");
        await PostAsync(shop, "changePlan", new { planId = plan }, 200);
        await shop.MoveClockAsync("2026-04-02T00:00:00Z");

        Assert.Equal("100 = 30 + 0 + 70, 0", await shop.WalletAsync());
        Assert.Equal("70.00", (await InvoicesAsync(shop))[0].Text("grandTotal"));
        await VerifyAsync(shop);
    }

    [Fact]
    public async Task Bug_A_pause_that_was_about_to_begin_was_lost_by_a_change_of_plan()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, term: "instant", funds: "100");
        await shop.MoveClockAsync("2026-02-15T00:00:00Z");
        await shop.UseAsync("ahead", 7, timestamp: Ahead);
        await PostAsync(shop, "pause", new { }, 200);
        var plan = await PlanAsync(shop, unitPrice: "1", usageTerm: "instant");

        Assert.Equal("SUBSCRIPTION_PAUSED", (await PostAsync(shop, "changePlan", new { planId = plan }, 409)).Code());
        Assert.Equal("SUBSCRIPTION_PAUSED", (await PostAsync(shop, "changePlan", new { planId = plan, effective = "period_end" }, 409)).Code());
        Assert.Equal("ALREADY_PAUSED", (await PostAsync(shop, "pause", new { }, 409)).Code());
        await shop.MoveClockAsync("2026-04-02T00:00:00Z");
        Assert.Equal("3.50", Assert.Single(await InvoicesAsync(shop)).Text("grandTotal"));
    }

    [Theory]
    [InlineData("termination", """{"reason":"over"}""")]
    [InlineData("pause", "{}")]
    public async Task Bug_Usage_that_was_acknowledged_and_not_metered_yet_was_paid_and_on_no_invoice(string what, string body)
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, term: "instant", unitPrice: "1", funds: "100");
        await shop.MoveClockAsync("2026-02-15T00:00:00Z");
        await shop.Client.PostAsync("/v0/usage", new
        {
            idempotencyKey = "ahead",
            customerId = shop.Customer,
            timestamp = Ahead,
            properties = new[] { new { billableMetricId = shop.Metric, quantity = "7" } },
        });
        await PostAsync(shop, what, System.Text.Json.Nodes.JsonNode.Parse(body)!, 200);
        await api.MeterAllAsync();
        await shop.MoveClockAsync("2026-04-02T00:00:00Z");

        Assert.Equal("100 = 93 + 0 + 7, 0", await shop.WalletAsync());
        Assert.Equal("7.00", (await InvoicesAsync(shop))[0].Text("grandTotal"));
    }

    private static Task<System.Text.Json.Nodes.JsonNode> PostAsync(Shop shop, string what, object body, int status) =>
        shop.Client.PostAsync($"/v0/subscriptions/{shop.Subscription}/{what}", body, status);
}
