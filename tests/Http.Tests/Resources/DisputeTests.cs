using System.Text.Json.Nodes;
using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Resources;

public sealed class DisputeTests
{
    private const string Message = "We never made this call.";

    [Fact]
    public async Task An_accepted_dispute_takes_the_event_out_of_the_count_and_gives_back_what_it_cost_once()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, term: "instant", funds: "10");
        var used = (await shop.UseAsync("a", 4)).Text("id");
        Assert.Equal("10 = 8 + 0 + 2, 0", await shop.WalletAsync());
        var opened = await shop.Client.PostAsync("/v0/disputes", new { usageEventId = used, message = Message });
        Assert.Equal(("dispute", "pending", used, shop.Customer, Message), (opened.Text("object"), opened.Text("status"), opened.Text("usageEventId"), opened.Text("customerId"), opened.Text("message")));

        var accepted = await shop.Client.PostAsync($"/v0/disputes/{opened.Text("id")}/accept", new { reason = "true" }, 200);
        await shop.Client.PostAsync($"/v0/disputes/{opened.Text("id")}/accept", new { }, 200);
        await api.MeterAllAsync();

        Assert.Equal(("accepted", "true"), (accepted.Text("status"), accepted.Text("reason")));
        Assert.Equal("10 = 10 + 0 + 0, 0", await shop.WalletAsync());
        var fate = await shop.Client.GetAsync($"/v0/usage/{used}", 200);
        Assert.Equal(accepted.Text("reversalId"), fate.Text("correctedBy"));
        var reversal = await shop.Client.GetAsync($"/v0/usage/{accepted.Text("reversalId")}", 200);
        Assert.Equal(("counted", Message), (reversal.Text("status"), reversal.Text("reason")));
    }

    [Fact]
    public async Task A_declined_dispute_changes_nothing_and_is_not_accepted_afterwards()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, term: "instant", funds: "10");
        var used = (await shop.UseAsync("a", 4)).Text("id");
        var id = (await shop.Client.PostAsync("/v0/disputes", new { usageEventId = used, message = Message })).Text("id");

        Assert.Equal("declined", (await shop.Client.PostAsync($"/v0/disputes/{id}/decline", new { reason = "our logs show it" }, 200)).Text("status"));
        Assert.Equal("DISPUTE_RESOLVED", (await shop.Client.PostAsync($"/v0/disputes/{id}/accept", new { }, 409)).Code());
        Assert.Equal("DISPUTE_EXISTS", (await shop.Client.PostAsync("/v0/disputes", new { usageEventId = used, message = Message }, 409)).Code());
        await api.MeterAllAsync();
        Assert.Equal("10 = 8 + 0 + 2, 0", await shop.WalletAsync());
        Assert.Equal([id], (await shop.Client.GetAsync("/v0/disputes", 200))["data"]!.AsArray().Select(dispute => dispute!.Text("id")));
    }

    [Fact]
    public async Task A_dispute_about_an_event_that_was_corrected_meanwhile_stays_open()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        var used = (await shop.UseAsync("a", 4)).Text("id");
        var id = (await shop.Client.PostAsync("/v0/disputes", new { usageEventId = used, message = Message })).Text("id");
        await shop.Client.PostAsync($"/v0/usage/{used}/amend", new { properties = new[] { new { billableMetricId = shop.Metric, quantity = "1" } } }, 202);
        await api.MeterAllAsync();

        Assert.Equal("CORRECTED_ALREADY", (await shop.Client.PostAsync($"/v0/disputes/{id}/accept", new { }, 409)).Code());
        Assert.Equal("pending", (await shop.Client.GetAsync($"/v0/disputes/{id}", 200)).Text("status"));
    }

    [Theory]
    [InlineData("reject", "2026-03-10T00:00:00Z")]
    [InlineData("next_invoice", "2026-05-10T00:00:00Z")]
    public async Task Bug_What_can_be_given_back_no_more_is_not_accepted_and_can_be_declined(string late, string clock)
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, funds: "10", late: late);
        var used = (await shop.UseAsync("a", 4)).Text("id");
        if (late != "reject")
        {
            await shop.MoveClockAsync("2026-02-10T00:00:00Z");
            await shop.Client.PostAsync($"/v0/subscriptions/{shop.Subscription}/termination", new { reason = "over" }, 200);
        }

        await shop.MoveClockAsync(clock);
        var id = (await OpenAsync(shop, used)).Text("id");

        Assert.Equal("LATE_EVENT", (await shop.Client.PostAsync($"/v0/disputes/{id}/accept", new { }, 409)).Code());
        Assert.Equal("pending", (await shop.Client.GetAsync($"/v0/disputes/{id}", 200)).Text("status"));
        Assert.Equal("declined", (await shop.Client.PostAsync($"/v0/disputes/{id}/decline", new { }, 200)).Text("status"));
    }

    [Fact]
    public async Task Bug_What_was_corrected_and_a_void_are_not_disputed_but_an_amendment_is()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        var used = (await shop.UseAsync("a", 4)).Text("id");
        var amended = (await shop.Client.PostAsync($"/v0/usage/{used}/amend", new { properties = new[] { new { billableMetricId = shop.Metric, quantity = "1" } } }, 202)).Text("id");
        await api.MeterAllAsync();
        Assert.Equal("CORRECTED_ALREADY", (await OpenAsync(shop, used, 409)).Code());

        var dispute = (await OpenAsync(shop, amended)).Text("id");
        var accepted = await shop.Client.PostAsync($"/v0/disputes/{dispute}/accept", new { }, 200);
        await api.MeterAllAsync();
        Assert.Equal("EVENT_IS_VOID", (await OpenAsync(shop, accepted.Text("reversalId"), 409)).Code());
    }

    [Fact]
    public async Task Bug_What_the_merchant_voided_meanwhile_is_out_already_and_given_back_once()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, term: "instant", funds: "10");
        var used = (await shop.UseAsync("a", 4)).Text("id");
        var id = (await OpenAsync(shop, used)).Text("id");
        var voided = (await shop.Client.PostAsync($"/v0/usage/{used}/void", new { }, 202)).Text("id");
        await api.MeterAllAsync();

        var accepted = await shop.Client.PostAsync($"/v0/disputes/{id}/accept", new { }, 200);
        await api.MeterAllAsync();

        Assert.Equal(("accepted", voided), (accepted.Text("status"), accepted.Text("reversalId")));
        Assert.Equal("10 = 10 + 0 + 0, 0", await shop.WalletAsync());
    }

    [Theory]
    [InlineData("too short")]
    [InlineData("")]
    [InlineData(null)]
    public async Task A_message_has_ten_to_a_thousand_characters(string? message)
    {
        await using var api = await TestApi.StartAsync();
        Assert.Equal("message", (await api.Test.PostAsync("/v0/disputes", new { usageEventId = "usg_1", message }, 400)).Field());
        Assert.Equal("message", (await api.Test.PostAsync("/v0/disputes", new { usageEventId = "usg_1", message = new string('x', 1001) }, 400)).Field());
    }

    [Fact]
    public async Task What_is_not_there_or_does_not_count_is_not_disputed()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        var rejected = (await shop.Client.PostAsync("/v0/events", new { type = "nothing", source = "test", subject = shop.Customer, data = new { } }, 202)).Text("id");
        var used = (await shop.UseAsync("a", 4)).Text("id");

        Assert.Equal("EVENT_NOT_COUNTED", (await shop.Client.PostAsync("/v0/disputes", new { usageEventId = rejected, message = Message }, 409)).Code());
        Assert.Equal("USAGE_EVENT_NOT_FOUND", (await shop.Client.PostAsync("/v0/disputes", new { usageEventId = "usg_nothing", message = Message }, 404)).Code());
        Assert.Equal("USAGE_EVENT_NOT_FOUND", (await api.Live.PostAsync("/v0/disputes", new { usageEventId = used, message = Message }, 404)).Code());
        Assert.Equal("DISPUTE_NOT_FOUND", (await shop.Client.GetAsync("/v0/disputes/disp_1", 404)).Code());
    }

    private static Task<JsonNode> OpenAsync(Shop shop, string used, int status = 201) =>
        shop.Client.PostAsync("/v0/disputes", new { usageEventId = used, message = Message }, status);
}
