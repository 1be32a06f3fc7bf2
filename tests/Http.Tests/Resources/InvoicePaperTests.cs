using System.Text;
using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Resources;

public sealed class InvoicePaperTests
{
    [Fact]
    public async Task Bug_Of_what_can_be_got_the_head_was_refused()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, funds: "0");
        await shop.UseAsync("one", 3);
        await shop.MoveClockAsync("2026-03-05T00:00:00Z");
        var invoice = $"/v2/invoices/{(await shop.InvoicesAsync())[0].Text("id")}";

        foreach (var path in new[] { $"{invoice}/html", $"{invoice}/pdf", "/openapi.json" })
        {
            using var got = await shop.Client.GetAsync(path);
            using var head = await shop.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));
            Assert.Equal((200, got.Content.Headers.ContentType), ((int)head.StatusCode, head.Content.Headers.ContentType));
        }
    }

    [Fact]
    public async Task An_invoice_is_a_pdf_that_is_saved_under_its_number_and_the_same_bytes_each_time()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await BilledAsync(api);
        var invoice = (await shop.InvoicesAsync())[0];
        var path = $"/v2/invoices/{invoice.Text("id")}/pdf";

        using var answer = await shop.Client.GetAsync(path);
        var file = await answer.Content.ReadAsByteArrayAsync();

        Assert.Equal("application/pdf", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal($"{invoice.Text("invoiceNumber")}.pdf", answer.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        Assert.StartsWith("%PDF-1.7", Encoding.Latin1.GetString(file), StringComparison.Ordinal);
        Assert.Equal(file, await shop.Client.GetByteArrayAsync(path));
    }

    [Fact]
    public async Task The_paper_is_what_is_asked_for_or_else_what_the_merchant_has_set()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await BilledAsync(api);
        var path = $"/v2/invoices/{(await shop.InvoicesAsync())[0].Text("id")}/pdf";
        var (a4, letter) = (await shop.Client.GetByteArrayAsync($"{path}?paper=A4"), await shop.Client.GetByteArrayAsync($"{path}?paper=Letter"));
        Assert.NotEqual(a4, letter);
        Assert.Equal("A4", (await shop.Client.GetAsync("/v0/invoiceSettings", 200)).Text("paper"));
        Assert.Equal(a4, await shop.Client.GetByteArrayAsync(path));

        Assert.Equal("Letter", (await shop.Client.PatchAsync("/v0/invoiceSettings", new { paper = "Letter" })).Text("paper"));

        Assert.Equal(letter, await shop.Client.GetByteArrayAsync(path));
        Assert.Equal(a4, await shop.Client.GetByteArrayAsync($"{path}?paper=A4"));
        Assert.Equal("A4", (await api.Live.GetAsync("/v0/invoiceSettings", 200)).Text("paper"));
    }

    [Fact]
    public async Task What_cannot_be_printed_is_refused_by_its_field()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await BilledAsync(api);
        var path = $"/v2/invoices/{(await shop.InvoicesAsync())[0].Text("id")}/pdf";

        Assert.Equal("paper", (await shop.Client.GetAsync($"{path}?paper=A3", 400)).Field());
        Assert.Equal("INVOICE_NOT_FOUND", (await shop.Client.GetAsync("/v2/invoices/inv_none/pdf", 404)).Code());
        Assert.Equal("INVOICE_NOT_FOUND", (await api.Live.GetAsync(path, 404)).Code());
        Assert.Equal("paper", (await shop.Client.PatchAsync("/v0/invoiceSettings", new { paper = "a4" }, 400)).Field());
    }

    private static async Task<Shop> BilledAsync(TestApi api)
    {
        var shop = await Shop.OpenAsync(api);
        await shop.UseAsync("one", 3);
        await shop.MoveClockAsync("2026-03-05T00:00:00Z");
        return shop;
    }
}
