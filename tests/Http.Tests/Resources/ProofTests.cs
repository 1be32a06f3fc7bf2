using Microsoft.Extensions.DependencyInjection;
using Tallystick.Core.Storage;
using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Resources;

public sealed class ProofTests
{
    [Fact]
    public async Task An_issued_invoice_is_proved_and_its_lines_are_explained()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        await shop.UseAsync("one", 3);
        await shop.UseAsync("one", 3);
        await shop.UseAsync("two", 2);
        await shop.MoveClockAsync("2026-03-02T00:00:00Z");
        var id = Assert.Single(await shop.InvoicesAsync()).Text("id");

        var proof = await api.Test.GetAsync($"/v2/invoices/{id}/proof", 200);
        Assert.Equal(("verified", "invoiceProof", id), (proof.Text("status"), proof.Text("object"), proof.Text("invoiceId")));
        Assert.Empty(proof["findings"]!.AsArray());
        var line = Assert.Single(proof["lines"]!.AsArray())!;
        Assert.Equal(2, line["claimed"]!["eventCount"]!.GetValue<int>());
        Assert.Equal(line["claimed"]!.Text("hash"), line["recomputed"]!.Text("hash"));

        var events = await api.Test.GetAsync($"/v2/invoices/{id}/lines/1/events", 200);
        Assert.Equal(["one", "two"], events["data"]!.AsArray().Select(counted => counted!.Text("idempotencyKey")));
        Assert.Equal(["3", "2"], events["data"]!.AsArray().Select(counted => counted!.Text("value")));
        Assert.Equal("INVOICE_LINE_NOT_FOUND", (await api.Test.GetAsync($"/v2/invoices/{id}/lines/2/events", 404)).Code());
        Assert.Equal("INVOICE_NOT_FOUND", (await api.Test.GetAsync($"/v2/invoices/{id}0/proof", 404)).Code());
    }

    [Fact]
    public async Task A_window_that_was_changed_fails_the_proof_and_is_named()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        await shop.UseAsync("one", 3);
        await shop.MoveClockAsync("2026-03-02T00:00:00Z");
        var id = Assert.Single(await shop.InvoicesAsync()).Text("id");
        var store = api.Services.GetRequiredService<IDocumentStore>();
        var account = $"{api.Merchant.Merchant.Id}~test/{shop.Customer}";
        var window = Assert.Single(await store.ListAsync(DocumentRange.WithPrefix(account, "win:"), descending: false, 0, 10, default));
        var body = System.Text.Encoding.UTF8.GetString(window.Body.Span).Replace("\"v\":\"3\"", "\"v\":\"2\"", StringComparison.Ordinal);
        Assert.True(await store.CommitAsync(account, [DocumentWrite.Put(window.Id, System.Text.Encoding.UTF8.GetBytes(body))], default));

        var proof = await api.Test.GetAsync($"/v2/invoices/{id}/proof", 200);

        Assert.Equal("failed", proof.Text("status"));
        var finding = Assert.Single(proof["findings"]!.AsArray())!;
        Assert.Equal(("WINDOW_DIFFERS", "\"3\"", "\"2\""), (finding.Text("code"), finding.Text("expected"), finding.Text("found")));
        Assert.Contains(window.Id, finding.Text("place"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_operator_proves_all_invoices_of_a_merchant()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, fee: "9", funds: "20");
        await shop.UseAsync("one", 3);
        await shop.MoveClockAsync("2026-03-02T00:00:00Z");
        var id = (await shop.InvoicesAsync())[0].Text("id");
        var merchant = (await api.Test.GetAsync($"/v2/invoices/{id}", 200)).Text("merchantId");

        var proofs = await api.Operator.GetAsync($"/v0/merchants/{merchant}/invoices/proofs?mode=test", 200);
        Assert.Equal(["verified", "verified"], proofs["data"]!.AsArray().Select(proof => proof!.Text("status")));
        Assert.Equal("verified", (await api.Operator.GetAsync($"/v0/merchants/{merchant}/invoices/{id}/proof?mode=test", 200)).Text("status"));
        Assert.Equal(
            """{"status":"verified","issuedCount":2,"findings":[],"object":"registerProof"}""",
            (await api.Operator.GetAsync($"/v0/merchants/{merchant}/invoices/register/proof?mode=test", 200)).ToJsonString());
        var books = await api.Operator.GetAsync($"/v0/merchants/{merchant}/books/proof?mode=test", 200);
        Assert.Equal(("bookProof", "verified"), (books.Text("object"), books.Text("status")));
        Assert.True(books["entryCount"]!.GetValue<long>() >= 4);
        await api.Test.GetAsync($"/v0/merchants/{merchant}/books/proof", 401);
        Assert.NotEmpty((await api.Operator.GetAsync($"/v0/merchants/{merchant}/invoices/{id}/lines/1/events?mode=test", 200))["data"]!.AsArray());
        Assert.Equal("INVOICE_NOT_FOUND", (await api.Operator.GetAsync($"/v0/merchants/{merchant}/invoices/{id}/proof", 404)).Code());
        await api.Test.GetAsync($"/v0/merchants/{merchant}/invoices/proofs", 401);
    }
}
