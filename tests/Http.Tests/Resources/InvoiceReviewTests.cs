using System.Text.Json.Nodes;
using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Resources;

/// <summary>Drafts that are looked at before they are issued.</summary>
public sealed class InvoiceReviewTests
{
    [Fact]
    public async Task A_draft_is_seen_added_to_issued_by_the_clock_and_proved()
    {
        await using var api = await TestApi.StartAsync();
        var (shop, draft) = await DraftedAsync(api);
        var issuesAt = draft.Text("issuesAt");
        Assert.Equal(NodaTime.Duration.FromDays(3), InstantOf(issuesAt) - InstantOf(draft.Text("createdAt")));
        Assert.Equal(("draft", null, "2.00"), (draft.Text("status"), draft["invoiceNumber"], draft.Text("grandTotal")));

        var added = await shop.Client.PostAsync("/v2/invoices/lineItems", new { invoiceId = draft.Text("id"), description = "Setup", quantity = "2", unitPrice = "15.5", taxRate = "0.1" });
        await shop.Client.PostAsync("/v2/invoices/lineItems", new { invoiceId = draft.Text("id"), description = "Goodwill", amount = "-1" });
        var lines = added["lineItems"]!.AsArray();
        Assert.Equal(("manual", "31.00", "3.10", "charge"), (lines[1]!.Text("kind"), lines[1]!.Text("totalPrice"), lines[1]!.Text("totalTax"), lines[1]!.Text("lineItemType")));

        await shop.MoveClockAsync("2026-03-05T00:00:00Z");
        var issued = Assert.Single(await shop.InvoicesAsync());
        Assert.Null(issued["issuesAt"]);
        Assert.Equal(("issued", "INV-000001", "35.10"), (issued.Text("status"), issued.Text("invoiceNumber"), issued.Text("grandTotal")));
        var proof = await api.Test.GetAsync($"/v2/invoices/{issued.Text("id")}/proof", 200);
        Assert.True(proof.Text("status") == "verified", proof.ToJsonString());
    }

    [Fact]
    public async Task A_line_is_taken_away_and_a_draft_is_issued_at_once()
    {
        await using var api = await TestApi.StartAsync();
        var (shop, draft) = await DraftedAsync(api);
        var id = draft.Text("id");
        var added = await shop.Client.PostAsync("/v2/invoices/lineItems", new { invoiceId = id, description = "Setup", amount = "30" });
        var line = added["lineItems"]![1]!.Text("id");

        Assert.Equal("2.00", (await shop.Client.SendAsync(HttpMethod.Delete, $"/v2/invoices/{id}/lineItems/{line}", null, 200)).Text("grandTotal"));
        var issued = await shop.Client.PostAsync($"/v2/invoices/{id}/issue", new { }, 200);
        Assert.Equal("INV-000001", issued.Text("invoiceNumber"));
        Assert.Equal("INV-000001", (await shop.Client.PostAsync($"/v2/invoices/{id}/issue", new { }, 200)).Text("invoiceNumber"));
        Assert.Equal("INVOICE_ALREADY_ISSUED", (await shop.Client.PostAsync("/v2/invoices/lineItems", new { invoiceId = id, description = "x", amount = "1" }, 409)).Code());
        await shop.MoveClockAsync("2026-03-20T00:00:00Z");
        Assert.Single(await shop.InvoicesAsync());
    }

    [Fact]
    public async Task The_upcoming_invoice_is_that_of_the_next_period_while_a_draft_is_reviewed()
    {
        await using var api = await TestApi.StartAsync();
        var (shop, _) = await DraftedAsync(api);

        var upcoming = await shop.Client.GetAsync($"/v0/subscriptions/{shop.Subscription}/upcomingInvoice", 200);

        Assert.Contains("2026-03-01T00:00:00Z", upcoming.ToJsonString(), StringComparison.Ordinal);
    }

    private static NodaTime.Instant InstantOf(string text) => NodaTime.Text.InstantPattern.ExtendedIso.Parse(text).Value;

    private static async Task<(Shop Shop, JsonNode Draft)> DraftedAsync(TestApi api)
    {
        var shop = await Shop.OpenAsync(api, terms: """{"reviewDuration":"P3D"}""");
        await shop.UseAsync("one", 4);
        await shop.MoveClockAsync("2026-03-01T12:00:00Z");
        return (shop, Assert.Single(await shop.InvoicesAsync()));
    }
}
