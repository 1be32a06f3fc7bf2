using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Resources;

public sealed class SellerTests
{
    [Fact]
    public async Task An_invoice_prints_who_sold_as_it_was_when_it_was_issued_and_is_proved()
    {
        await using var api = await TestApi.StartAsync();
        var path = $"/v0/merchants/{api.Merchant.Merchant.Id}";
        var shop = await Shop.OpenAsync(api);
        await shop.UseAsync("one", 3);
        var changed = await api.Operator.PatchAsync(path, new { legalName = "Acme <Limited>", address = "1 Main Street\nDublin", taxId = "IE6388047V" });
        Assert.Equal("IE6388047V", changed["seller"]!.Text("taxId"));
        await shop.MoveClockAsync("2026-03-05T00:00:00Z");
        await api.Operator.PatchAsync(path, new { legalName = "Other", taxId = "" });

        var invoice = (await shop.InvoicesAsync())[0];
        Assert.Equal("Acme <Limited>", invoice["seller"]!.Text("legalName"));
        var html = await shop.Client.GetStringAsync($"/v2/invoices/{invoice.Text("id")}/html");
        Assert.Contains("<dt>Billed by</dt><dd>Acme &lt;Limited&gt;<br>1 Main Street<br>Dublin<br>Tax id IE6388047V</dd>", html, StringComparison.Ordinal);
        Assert.Equal("verified", (await shop.Client.GetAsync($"/v2/invoices/{invoice.Text("id")}/proof", 200)).Text("status"));
        Assert.Equal(("Other", null), (
            (await api.Operator.GetAsync(path, 200))["seller"]!.Text("legalName"), (await api.Operator.GetAsync(path, 200))["seller"]!["taxId"]?.ToString()));
    }

    [Fact]
    public async Task What_cannot_be_printed_is_refused_by_its_field()
    {
        await using var api = await TestApi.StartAsync();
        var path = $"/v0/merchants/{api.Merchant.Merchant.Id}";
        Assert.Equal("name", (await api.Operator.PatchAsync(path, new { name = "" }, 400)).Field());
        Assert.Equal("address", (await api.Operator.PatchAsync(path, new { address = new string('a', 501) }, 400)).Field());
        Assert.Equal("MERCHANT_NOT_FOUND", (await api.Operator.PatchAsync("/v0/merchants/org_none", new { name = "x" }, 404)).Code());
        Assert.Equal("UNAUTHENTICATED", (await api.Live.PatchAsync(path, new { name = "x" }, 401)).Code());
    }
}
