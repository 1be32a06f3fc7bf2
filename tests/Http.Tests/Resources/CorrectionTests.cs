using System.Text.Json.Nodes;
using Tallystick.Core.Tenancy;
using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Resources;

public sealed class CorrectionTests
{
    private const string NoEvent = "usg_00000000" + "00000000000000000000000000";

    private static Task<JsonNode> VoidAsync(Shop shop, string id, int status = 202, object? body = null) =>
        shop.Client.PostAsync($"/v0/usage/{id}/void", body ?? new { }, status);

    private static Task<JsonNode> AmendAsync(Shop shop, string id, string quantity, int status = 202) =>
        shop.Client.PostAsync($"/v0/usage/{id}/amend", new { properties = new[] { new { billableMetricId = shop.Metric, quantity } } }, status);

    private static Task<JsonNode> GetAsync(Shop shop, string id) => shop.Client.GetAsync($"/v0/usage/{id}", 200);

    [Fact]
    public async Task An_event_and_its_correction_name_each_other()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        var used = (await shop.UseAsync("a", 4)).Text("id");
        var correction = await VoidAsync(shop, used, body: new { reason = "sent by mistake", idempotencyKey = "my void" });
        await api.MeterAllAsync();

        Assert.Equal(("void", used, "my void"), (correction.Text("kind"), correction.Text("corrects"), correction.Text("idempotencyKey")));
        var (original, voiding) = (await GetAsync(shop, used), await GetAsync(shop, correction.Text("id")));
        Assert.Equal(("counted", correction.Text("id")), (original.Text("status"), original.Text("correctedBy")));
        Assert.Equal(("counted", used, "sent by mistake"), (voiding.Text("status"), voiding.Text("corrects"), voiding.Text("reason")));
    }

    [Fact]
    public async Task A_correction_that_is_sent_again_is_answered_as_before_and_another_is_refused()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        var used = (await shop.UseAsync("a", 4)).Text("id");
        var first = await AmendAsync(shop, used, "3");
        Assert.Equal(first.Text("id"), (await AmendAsync(shop, used, "3")).Text("id"));
        await api.MeterAllAsync();

        Assert.Equal(first.Text("id"), (await AmendAsync(shop, used, "3")).Text("id"));
        Assert.Equal("CORRECTED_ALREADY", (await AmendAsync(shop, used, "2", 409)).Code());
        Assert.Equal("CORRECTED_ALREADY", (await VoidAsync(shop, used, 409)).Code());
        await VoidAsync(shop, first.Text("id"));
    }

    [Fact]
    public async Task What_does_not_count_cannot_be_corrected()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        var rejected = (await shop.Client.PostAsync(
            "/v0/events", new { type = "nothing", source = "test", subject = shop.Customer, data = new { } }, 202)).Text("id");
        var used = (await shop.UseAsync("a", 4)).Text("id");
        var voided = (await VoidAsync(shop, used)).Text("id");
        await api.MeterAllAsync();

        Assert.Equal("EVENT_NOT_COUNTED", (await VoidAsync(shop, rejected, 409)).Code());
        Assert.Equal("EVENT_IS_VOID", (await VoidAsync(shop, voided, 409)).Code());
        Assert.Equal("USAGE_EVENT_NOT_FOUND", (await VoidAsync(shop, NoEvent, 404)).Code());
        Assert.Equal("USAGE_EVENT_NOT_FOUND", (await AmendAsync(shop, "usg_no", "1", 404)).Code());
    }

    [Fact]
    public async Task An_amendment_needs_content_of_the_events_kind()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        var used = (await shop.UseAsync("a", 4)).Text("id");

        var refused = await shop.Client.PostAsync($"/v0/usage/{used}/amend", new { data = new { value = 1 } }, 400);
        Assert.Equal("properties", refused["errors"]![0]!.Text("field"));
    }

    [Fact]
    public async Task A_refund_in_the_words_of_other_clients_is_a_void()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, term: "instant", funds: "10");
        var used = (await shop.UseAsync("a", 4)).Text("id");
        Assert.Equal("10 = 8 + 0 + 2, 0", await shop.WalletAsync());
        await shop.Client.PatchAsync($"/v0/usage/{used}", new { refunded = true, reason = "did not work" }, 202);
        await api.MeterAllAsync();

        Assert.Equal("10 = 10 + 0 + 0, 0", await shop.WalletAsync());
        await shop.Client.PatchAsync($"/v0/usage/{used}", new { refunded = false }, 400);
    }

    [Fact]
    public async Task What_a_hold_paid_goes_back_to_the_wallet_and_the_hold_stays_spent()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, funds: "10");
        var hold = (await shop.ReserveAsync(6)).Text("id");
        var used = (await shop.UseAsync("a", 4, hold)).Text("id");
        Assert.Equal("10 = 8 + 0 + 2, 0", await shop.WalletAsync());
        await AmendAsync(shop, used, "3");
        await api.MeterAllAsync();

        Assert.Equal("10 = 8.5 + 0 + 1.5, 0", await shop.WalletAsync());
    }

    [Fact]
    public async Task A_void_after_the_invoice_is_a_credit_on_the_next_one()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, autoCharge: false);
        var used = (await shop.UseAsync("a", 4)).Text("id");
        await shop.UseAsync("b", 10);
        await shop.MoveClockAsync("2026-03-02T00:00:00Z");
        var first = Assert.Single(await shop.InvoicesAsync());
        await shop.UseAsync("c", 20);
        await VoidAsync(shop, used);
        await api.MeterAllAsync();
        await shop.MoveClockAsync("2026-04-02T00:00:00Z");

        var invoices = await shop.InvoicesAsync();
        Assert.Equal(["8.00", "7.00"], invoices.Select(invoice => invoice.Text("grandTotal")));
        var line = (await shop.Client.GetAsync($"/v2/invoices/{invoices[0].Text("id")}?expand=lineItems", 200))["lineItems"]![1]!;
        Assert.Equal(("-2.00", "refund", first.Text("id")), (line.Text("totalAmount"), line.Text("lineItemType"), line.Text("originalInvoiceId")));
        Assert.Equal(first.Text("invoiceNumber"), line.Text("originalInvoiceNumber"));
    }

    [Fact]
    public async Task Old_events_are_brought_in_by_backfill_alone_with_a_reason_and_not_from_the_future()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        object Event(string timestamp, string? reason) => new
        {
            idempotencyKey = $"{timestamp} {reason}",
            customerId = shop.Customer,
            timestamp,
            reason,
            properties = new[] { new { billableMetricId = shop.Metric, quantity = "5" } },
        };

        await shop.Client.PostAsync("/v0/usage", Event("2025-06-01T00:00:00Z", "lost file"), 400);
        var answer = await shop.Client.PostAsync(
            "/v0/usage/backfill",
            new { events = new[] { Event("2025-06-01T00:00:00Z", "lost file"), Event("2025-06-01T00:00:00Z", null), Event("2026-02-02T00:00:00Z", "too soon") } },
            207);
        await api.MeterAllAsync();

        Assert.Equal([1, 2], answer["failed"]!.AsArray().Select(failure => failure!["index"]!.GetValue<int>()));
        var counted = await GetAsync(shop, answer["successful"]![0]!.Text("id"));
        Assert.Equal(("counted", "lost file", true), (counted.Text("status"), counted.Text("reason"), counted["backfill"]!.GetValue<bool>()));
    }

    [Theory]
    [InlineData("/v0/usage/" + NoEvent + "/void")]
    [InlineData("/v0/usage/" + NoEvent + "/amend")]
    [InlineData("/v0/usage/backfill")]
    public async Task Who_may_only_report_may_not_correct(string route)
    {
        await using var api = await TestApi.StartAsync();
        await (await api.WithScopesAsync(Scope.Ingest, Scope.Read)).PostAsync(route, new { }, 403);
    }
}
