using Tallystick.Tests.Http.Tests.Kit;
using static Tallystick.Tests.Http.Tests.Kit.PlanKit;

namespace Tallystick.Tests.Http.Tests.Resources;

/// <summary>Subscriptions that end, within a period or with it.</summary>
public sealed class SubscriptionEndTests
{
    [Theory]
    [InlineData(null, null)]
    [InlineData("prorate", "-5.00")]
    public async Task An_end_gives_back_the_rest_of_a_fee_where_that_is_wanted(string? proration, string? credit)
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, fee: "10", funds: "100");
        await shop.MoveClockAsync("2026-02-15T00:00:00Z");
        await shop.Client.PostAsync($"/v0/subscriptions/{shop.Subscription}/termination", new { reason = "over", proration }, 200);
        await shop.MoveClockAsync("2026-04-02T00:00:00Z");

        var last = (await InvoicesAsync(shop))[1];
        Assert.Equal(credit, Fees(last).SingleOrDefault()?.Text("totalAmount"));
        await VerifyAsync(shop);
    }

    [Fact]
    public async Task A_subscription_ends_with_its_period()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        await shop.MoveClockAsync("2026-02-15T00:00:00Z");
        var ended = await shop.Client.PostAsync($"/v0/subscriptions/{shop.Subscription}/termination", new { reason = "over", effective = "period_end" }, 200);
        Assert.Equal(("active", "2026-03-01T00:00:00Z"), (ended.Text("status"), ended.Text("endedAt")));
    }
}
