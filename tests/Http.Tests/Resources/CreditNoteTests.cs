using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Resources;

/// <summary>Credit notes that merchants ask for.</summary>
public sealed class CreditNoteTests
{
    [Fact]
    public async Task Part_of_a_paid_invoice_is_taken_back_into_the_wallet_and_all_of_it_is_proved()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, funds: "2", terms: """{"defaultTaxRate":"0.1"}""");
        await shop.UseAsync("one", 4);
        await shop.MoveClockAsync("2026-03-02T00:00:00Z");
        var invoice = Assert.Single(await shop.InvoicesAsync()).Text("id");

        var note = await shop.Client.PostAsync($"/v2/invoices/{invoice}/refunds", new { lineItems = new[] { new { lineId = 1, quantity = "2" } }, reason = "goodwill", idempotencyKey = "1" });
        Assert.Equal(("creditNote", invoice, "1.10", "0.20", "0.90"), (note.Text("object"), note.Text("invoiceId"), note.Text("amount"), note.Text("setOffAmount"), note.Text("refundAmount")));
        Assert.StartsWith("crn_", note.Text("id"), StringComparison.Ordinal);
        Assert.Equal(note.ToJsonString(), (await shop.Client.PostAsync($"/v2/invoices/{invoice}/refunds", new { lineItems = new[] { new { lineId = 1, quantity = "2" } }, reason = "goodwill", idempotencyKey = "1" })).ToJsonString());
        await shop.Client.PostAsync($"/v2/invoices/{invoice}/refunds", new { });

        var billed = await shop.Client.GetAsync($"/v2/invoices/{invoice}", 200);
        Assert.Equal(("paid", "2.20", "2.20", "0.00"), (billed.Text("status"), billed.Text("grandTotal"), billed.Text("creditedAmount"), billed.Text("unpaidAmount")));
        Assert.Equal("4 = 2 + 0 + 2, 0", await shop.WalletAsync());
        Assert.Equal(note.Text("id"), (await shop.Client.GetAsync($"/v2/creditNotes/{note.Text("id")}", 200)).Text("id"));
        Assert.Equal(2, (await shop.Client.GetAsync($"/v2/invoices/{invoice}/refunds", 200))["data"]!.AsArray().Count);

        var proofs = await api.Operator.GetAsync($"/v0/merchants/{billed.Text("merchantId")}/invoices/proofs?mode=test", 200);
        Assert.True(proofs["data"]!.AsArray().Count == 3 && proofs["data"]!.AsArray().All(proof => proof!.Text("status") == "verified"), proofs.ToJsonString());
        var register = await api.Operator.GetAsync($"/v0/merchants/{billed.Text("merchantId")}/invoices/register/proof?mode=test", 200);
        Assert.True(register.Text("status") == "verified", register.ToJsonString());
    }

    [Fact]
    public async Task What_cannot_be_taken_back_is_refused_and_changes_nothing()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        await shop.UseAsync("one", 4);
        await shop.MoveClockAsync("2026-03-02T00:00:00Z");
        var invoice = Assert.Single(await shop.InvoicesAsync()).Text("id");
        var path = $"/v2/invoices/{invoice}/refunds";

        Assert.Equal("CREDIT_EXCEEDS_INVOICE", (await shop.Client.PostAsync(path, new { amount = "2.01" }, 409)).Code());
        Assert.Equal("INVALID_AMOUNT", (await shop.Client.PostAsync(path, new { amount = "0.001" }, 400)).Code());
        Assert.Equal("lineItems", (await shop.Client.PostAsync(path, new { lineItems = Array.Empty<object>() }, 400)).Field());
        Assert.Equal("lineItems[0].lineId", (await shop.Client.PostAsync(path, new { lineItems = new[] { new { lineId = 7 } } }, 404)).Field());
        Assert.Equal("INVOICE_NOT_FOUND", (await shop.Client.PostAsync("/v2/invoices/inv_1/refunds", new { }, 404)).Code());
        Assert.Single(await shop.InvoicesAsync());
    }
}
