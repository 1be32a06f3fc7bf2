using System.Text.Json.Nodes;
using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Resources;

/// <summary>Credit and debit notes, and what comes after a subscription's last period.</summary>
public sealed class NoteTests
{
    private static async Task<(Shop Shop, IReadOnlyList<JsonNode> Invoices, string Correction)> CreditedAsync(TestApi api)
    {
        var shop = await Shop.OpenAsync(api, late: "credit_or_debit_note");
        var used = (await shop.UseAsync("one", 4)).Text("id");
        await shop.MoveClockAsync("2026-03-02T00:00:00Z");
        var correction = (await shop.Client.PostAsync($"/v0/usage/{used}/void", new { }, 202)).Text("id");
        await api.MeterAllAsync();
        await shop.MoveClockAsync("2026-04-02T00:00:00Z");
        return (shop, await shop.InvoicesAsync(), correction);
    }

    [Fact]
    public async Task A_credit_note_is_listed_read_printed_proved_and_explained_as_an_invoice_is()
    {
        await using var api = await TestApi.StartAsync();
        var (shop, invoices, correction) = await CreditedAsync(api);
        var (note, original) = (invoices.Single(invoice => invoice.Text("type") == "credit_note"), invoices.Single(invoice => invoice.Text("invoiceNumber") == "INV-000001"));
        Assert.Equal(("invoice", null), (original.Text("type"), original["originalInvoiceId"]));

        var read = await api.Test.GetAsync($"/v2/invoices/{note.Text("id")}?expand=lineItems", 200);
        Assert.Equal(
            ("INV-000003", original.Text("id"), "INV-000001", "paid", "-2.00", "-2.00", "0.00"),
            (read.Text("invoiceNumber"), read.Text("originalInvoiceId"), read.Text("originalInvoiceNumber"), read.Text("status"), read.Text("grandTotal"),
                read.Text("paidAmount"), read.Text("unpaidAmount")));
        Assert.Equal("refund", Assert.Single(read["lineItems"]!.AsArray())!.Text("lineItemType"));
        var html = await (await api.Test.GetAsync($"/v2/invoices/{note.Text("id")}/html")).Content.ReadAsStringAsync();
        Assert.Contains("Credit note INV-000003 to invoice INV-000001", html, StringComparison.Ordinal);

        Assert.Equal("verified", (await api.Test.GetAsync($"/v2/invoices/{note.Text("id")}/proof", 200)).Text("status"));
        var events = (await api.Test.GetAsync($"/v2/invoices/{note.Text("id")}/lines/1/events", 200))["data"]!.AsArray();
        Assert.Equal(correction, Assert.Single(events)!.Text("id"));
    }

    [Fact]
    public async Task Bug_a_clock_that_was_moved_past_several_periods_and_the_end_waited_for_periods_that_nobody_closed()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        await shop.Client.PostAsync($"/v0/subscriptions/{shop.Subscription}/termination", new { reason = "over", effectiveAt = "2026-05-15T00:00:00Z" }, 200);

        await shop.MoveClockAsync("2026-06-30T00:00:00Z");

        Assert.Equal(4, (await shop.InvoicesAsync()).Count);
    }

    [Fact]
    public async Task A_late_event_tells_the_line_of_its_debit_note()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, late: "credit_or_debit_note");
        await shop.MoveClockAsync("2026-03-02T00:00:00Z");
        var late = (await shop.UseAsync("late", 4, timestamp: "2026-02-20T00:00:00Z")).Text("id");
        await shop.MoveClockAsync("2026-04-02T00:00:00Z");

        var note = (await shop.InvoicesAsync()).Single(invoice => invoice.Text("type") == "debit_note");
        Assert.Equal(("2.00", "issued"), (note.Text("unpaidAmount"), note.Text("status")));
        var line = Assert.Single((await api.Test.GetAsync($"/v0/usage/{late}", 200))["invoiceLines"]!.AsArray())!;
        Assert.Equal((note.Text("id"), "INV-000003"), (line.Text("invoiceId"), line.Text("invoiceNumber")));
    }

    [Fact]
    public async Task A_credit_goes_into_the_wallet_and_pays_the_invoice_that_it_is_to()
    {
        await using var api = await TestApi.StartAsync();
        var (shop, invoices, _) = await CreditedAsync(api);

        Assert.Equal("2 = 0 + 0 + 2, 0", await shop.WalletAsync());
        Assert.All(invoices, invoice => Assert.Equal("paid", invoice.Text("status")));
        var journal = (await api.Test.GetAsync($"/v0/customers/{shop.Customer}/wallet/journal", 200))["data"]!.AsArray();
        Assert.Equal(["invoice_payment", "invoice_credit"], journal.Select(entry => entry!.Text("kind")));
    }

    [Fact]
    public async Task An_invoice_that_a_note_credited_cannot_be_called_off()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, autoCharge: false, late: "credit_or_debit_note");
        var used = (await shop.UseAsync("one", 4)).Text("id");
        await shop.MoveClockAsync("2026-03-02T00:00:00Z");
        await shop.Client.PostAsync($"/v0/usage/{used}/void", new { }, 202);
        await api.MeterAllAsync();
        await shop.MoveClockAsync("2026-04-02T00:00:00Z");

        var original = (await shop.InvoicesAsync()).Single(invoice => invoice.Text("invoiceNumber") == "INV-000001");
        Assert.Equal("INVOICE_CREDITED", (await api.Test.PostAsync($"/v2/invoices/{original.Text("id")}/void", new { }, 409)).Code());
    }

    [Fact]
    public async Task What_comes_late_after_a_subscription_ended_is_billed_five_weeks_later_and_then_rejected()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        await shop.MoveClockAsync("2026-02-05T12:00:00Z");
        await api.Test.PostAsync($"/v0/subscriptions/{shop.Subscription}/termination", new { reason = "moved" }, 200);
        await shop.MoveClockAsync("2026-02-06T00:00:00Z");
        var late = await shop.UseAsync("late", 4, timestamp: "2026-02-05T00:00:00Z");
        await shop.MoveClockAsync("2026-03-12T12:59:59Z");
        Assert.Single(await shop.InvoicesAsync());
        await shop.MoveClockAsync("2026-03-12T13:00:00Z");

        var last = (await shop.InvoicesAsync())[0];
        Assert.Equal(("2.00", "2026-02-05T12:00:00Z", "2026-03-12T12:00:00Z"), (last.Text("grandTotal"), last.Text("periodStart"), last.Text("periodEnd")));
        Assert.Equal("verified", (await api.Test.GetAsync($"/v2/invoices/{last.Text("id")}/proof", 200)).Text("status"));
        var tooLate = await api.Test.PostAsync($"/v0/usage/{late.Text("id")}/void", new { }, 202);
        await api.MeterAllAsync();
        var fate = await api.Test.GetAsync($"/v0/usage/{tooLate.Text("id")}", 200);
        Assert.Equal(("rejected", "LATE_EVENT"), (fate.Text("status"), fate["rejection"]!.Text("code")));
    }
}
