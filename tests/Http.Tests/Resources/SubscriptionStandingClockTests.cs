using System.Net;
using System.Text.Json.Nodes;
using Tallystick.Tests.Http.Tests.Kit;
using static Tallystick.Tests.Http.Tests.Kit.PlanKit;

namespace Tallystick.Tests.Http.Tests.Resources;

/// <summary>What is asked for at once on a test clock that stands still, and periods that are closed at once.</summary>
public sealed class SubscriptionStandingClockTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("2026-02-08T00:00:00Z")] // what is counted at the clock's time puts the pause a millisecond behind it
    public async Task Bug_A_pause_that_has_only_just_been_asked_for_is_called_off_by_going_on(string? used)
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, fee: "28", funds: "100", unitPrice: "1");
        await shop.MoveClockAsync("2026-02-08T00:00:00Z");
        await (used is null ? Task.CompletedTask : shop.UseAsync("at once", 2, timestamp: used));
        for (var attempt = 0; attempt < 2; attempt++)
        {
            await shop.Client.PostAsync($"/v0/subscriptions/{shop.Subscription}/pause", new { resumesAt = "2026-02-10T00:00:00Z" }, 200);
            var resumed = await shop.Client.PostAsync($"/v0/subscriptions/{shop.Subscription}/resume", new { }, 200);
            Assert.Equal(("active", 1), (resumed.Text("status"), resumed["phases"]!.AsArray().Count));
        }

        await shop.UseAsync("behind", 3, timestamp: "2026-02-08T00:00:01Z");
        await shop.MoveClockAsync("2026-03-10T00:00:00Z");

        Assert.Equal(["28.00", used is null ? "31.00" : "33.00"], (await InvoicesAsync(shop, shop.Subscription)).Select(invoice => invoice.Text("grandTotal")));
        await VerifyAsync(shop);
    }

    [Fact]
    public async Task Bug_A_period_that_is_due_before_the_one_before_it_waits_for_that_and_does_not_keep_it_from_being_closed()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, fee: "28", funds: "100");
        var (hasty, patient) = (await MakeAsync(shop, new { graceDuration = "PT0S" }, Usage(shop, "1")), await MakeAsync(shop, new { }, Usage(shop, "1")));
        await shop.MoveClockAsync("2026-02-08T00:00:00Z");
        await ChangeAsync(shop, new { planId = hasty });
        await shop.MoveClockAsync("2026-02-08T00:10:00Z");
        await shop.UseAsync("hasty", 3);
        await shop.MoveClockAsync("2026-02-08T00:15:00Z");
        await ChangeAsync(shop, new { planId = patient });

        // The second period is over, and has no grace time; the first one has an hour.
        await shop.MoveClockAsync("2026-02-08T00:20:00Z");
        Assert.Single(await InvoicesAsync(shop, shop.Subscription));
        await shop.MoveClockAsync("2026-02-08T02:00:00Z");

        Assert.Equal(["28.00", "-21.00", "3.00"], (await InvoicesAsync(shop, shop.Subscription)).Select(invoice => invoice.Text("grandTotal")));
        await VerifyAsync(shop);
    }

    [Fact]
    public async Task Bug_A_period_in_review_does_not_hold_up_the_clock_where_the_next_one_is_due()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, fee: "28", funds: "100", terms: """{"reviewDuration":"P2D"}""");
        await shop.MoveClockAsync("2026-02-08T00:00:00Z");
        await ChangeAsync(shop, new { planId = await MakeAsync(shop, new { }, Usage(shop, "1")) });
        await shop.MoveClockAsync("2026-02-09T00:00:00Z");
        await shop.UseAsync("next", 3, timestamp: "2026-02-08T12:00:00Z");
        await shop.Client.PostAsync($"/v0/subscriptions/{shop.Subscription}/termination", new { reason = "over" }, 200);

        await shop.MoveClockAsync("2026-02-09T12:00:00Z");
        Assert.Contains("draft", (await shop.InvoicesAsync()).Select(invoice => invoice.Text("status")));
        await shop.MoveClockAsync("2026-02-11T00:00:00Z");

        Assert.Equal(["28.00", "-21.00", "3.00"], (await InvoicesAsync(shop, shop.Subscription)).Select(invoice => invoice.Text("grandTotal")));
        await VerifyAsync(shop);
    }

    [Fact]
    public async Task Bug_A_pause_whose_period_is_closed_at_once_is_followed_by_going_on_a_millisecond_later()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, funds: "100");
        var subscription = await StartAsync(shop, await MakeAsync(shop, new { graceDuration = "PT0S" }, Usage(shop, "1"), Fee("28")));
        await shop.MoveClockAsync("2026-02-08T00:00:00Z");
        await shop.Client.PostAsync($"/v0/subscriptions/{subscription}/pause", new { }, 200);

        var resumed = await shop.Client.PostAsync($"/v0/subscriptions/{subscription}/resume", new { }, 200);

        Assert.Equal(
            [("paid", "2026-02-01T00:00:00Z"), ("paused", "2026-02-08T00:00:00Z"), ("paid", "2026-02-08T00:00:00.001Z")],
            resumed["phases"]!.AsArray().Select(phase => (phase!.Text("kind"), phase!.Text("effectiveAt"))));
        await shop.MoveClockAsync("2026-02-09T00:00:00Z");
        await shop.UseAsync("behind", 3);
        await shop.MoveClockAsync("2026-03-10T00:00:00Z");
        Assert.Equal(["28.00", "-21.00", "21.00", "31.00"], (await InvoicesAsync(shop, subscription)).Select(invoice => invoice.Text("grandTotal")));
        await VerifyAsync(shop);
    }

    [Fact]
    public async Task Bug_What_follows_a_change_at_a_moment_at_which_a_clock_stands_still_takes_its_place()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, funds: "100");
        var (one, two, three) = (await MakeAsync(shop, new { }, Usage(shop, "1"), Fee("28")), await MakeAsync(shop, new { }, Usage(shop, "1"), Fee("56")), await MakeAsync(shop, new { }, Usage(shop, "1"), Fee("84")));
        var path = $"/v0/subscriptions/{await StartAsync(shop, one)}";
        await shop.MoveClockAsync("2026-02-08T00:00:00Z");

        await shop.Client.PostAsync($"{path}/changePlan", new { planId = two }, 200);
        var back = await shop.Client.PostAsync($"{path}/changePlan", new { planId = one }, 200);
        Assert.Equal([one], PhasesOf(back).Select(phase => phase.Plan));
        await shop.Client.PostAsync($"{path}/changePlan", new { planId = two }, 200);
        await shop.Client.PostAsync($"{path}/changePlan", new { planId = three }, 200);
        var paused = await shop.Client.PostAsync($"{path}/pause", new { }, 200);
        var resumed = await shop.Client.PostAsync($"{path}/resume", new { }, 200);

        Assert.Equal([("paid", one, "2026-02-01T00:00:00Z"), ("paused", three, "2026-02-08T00:00:00Z")], PhasesOf(paused));
        Assert.Equal([("paid", one, "2026-02-01T00:00:00Z"), ("paid", three, "2026-02-08T00:00:00Z")], PhasesOf(resumed));
        await shop.MoveClockAsync("2026-03-10T00:00:00Z");
        Assert.Equal(["28.00", "42.00", "84.00"], (await InvoicesAsync(shop, path.Split('/')[^1])).Select(invoice => invoice.Text("grandTotal")));
        await VerifyAsync(shop);
    }

    [Fact]
    public async Task Bug_What_follows_a_change_whose_period_is_closed_at_once_begins_a_millisecond_later()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, funds: "100");
        var (one, two) = (await MakeAsync(shop, new { graceDuration = "PT0S" }, Usage(shop, "1"), Fee("28")), await MakeAsync(shop, new { graceDuration = "PT0S" }, Usage(shop, "1"), Fee("56")));
        var subscription = await StartAsync(shop, one);
        await shop.MoveClockAsync("2026-02-08T00:00:00Z");
        await shop.Client.PostAsync($"/v0/subscriptions/{subscription}/changePlan", new { planId = two }, 200);

        var paused = await shop.Client.PostAsync($"/v0/subscriptions/{subscription}/pause", new { }, 200);

        Assert.Equal([("paid", one, "2026-02-01T00:00:00Z"), ("paid", two, "2026-02-08T00:00:00Z"), ("paused", two, "2026-02-08T00:00:00.001Z")], PhasesOf(paused));
        await shop.MoveClockAsync("2026-03-10T00:00:00Z");
        Assert.Equal(0, (await InvoicesAsync(shop, subscription)).Skip(1).Sum(invoice => decimal.Parse(invoice.Text("grandTotal"), System.Globalization.CultureInfo.InvariantCulture)) + 21);
        await VerifyAsync(shop);
    }

    [Fact]
    public async Task What_is_asked_for_now_and_refused_for_its_time_names_no_field_that_was_not_sent()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, funds: "100");
        await shop.MoveClockAsync("2026-02-08T00:00:00Z");
        var started = await shop.Client.PostAsync("/v0/subscriptions", new { name = "New", planId = await MakeAsync(shop, new { }, Fee("1")), customerId = shop.Customer, startedAt = "2026-02-08T00:00:00Z" });

        var refused = await shop.Client.PostAsync($"/v0/subscriptions/{started.Text("id")}/pause", new { }, 409);

        Assert.Equal("BEFORE_THE_START", refused.Code());
        Assert.DoesNotContain("effectiveAt", refused.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_that_begins_behind_usage_of_the_clocks_own_time_is_told_with_its_moment_and_may_be_called_off()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, funds: "100");
        var (two, three) = (await PlanAsync(shop, unitPrice: "1", usageTerm: "instant"), await PlanAsync(shop, unitPrice: "2", usageTerm: "instant"));
        await shop.MoveClockAsync("2026-02-08T00:00:00Z");
        await shop.UseAsync("now", 1, timestamp: "2026-02-08T00:00:00Z");
        var path = $"/v0/subscriptions/{shop.Subscription}";
        await shop.Client.PostAsync($"{path}/changePlan", new { planId = two }, 200);

        var refused = await shop.Client.PostAsync($"{path}/changePlan", new { planId = three }, 409);
        Assert.Equal("CHANGE_SCHEDULED", refused.Code());
        Assert.Contains("2026-02-08T00:00:00.001Z", refused.Text("detail"), StringComparison.Ordinal);
        using var calledOff = await shop.Client.DeleteAsync($"{path}/scheduledChange");
        Assert.Equal(HttpStatusCode.OK, calledOff.StatusCode);
        await shop.Client.PostAsync($"{path}/changePlan", new { planId = three }, 200);
    }

    private static IEnumerable<(string Kind, string Plan, string From)> PhasesOf(JsonNode subscription) =>
        subscription["phases"]!.AsArray().Select(phase => (phase!.Text("kind"), phase!.Text("planId"), phase!.Text("effectiveAt")));
}
