using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Resources;

public sealed class InitialInvoiceTests
{
    [Fact]
    public async Task A_subscription_waits_for_Invoice_0_and_is_active_once_it_is_paid()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, fee: "9");
        var waiting = await api.Test.GetAsync($"/v0/subscriptions/{shop.Subscription}", 200);
        Assert.Equal(("pending_payment", "pending"), (waiting.Text("status"), waiting["payment"]!.Text("status")));
        var invoice = waiting["payment"]!.Text("invoiceId");
        Assert.Equal("INSUFFICIENT_FUNDS", (await shop.PayAsync(invoice, 402)).Code());

        await shop.TopUpAsync("4");
        var part = await shop.PayAsync(invoice, 200);
        Assert.Equal(("issued", "4.00", "5.00"), (part.Text("status"), part.Text("paidAmount"), part.Text("unpaidAmount")));
        Assert.Equal("pending", (await api.Test.GetAsync($"/v0/subscriptions/{shop.Subscription}", 200))["payment"]!.Text("status"));

        await shop.TopUpAsync("6");
        Assert.Equal("paid", (await shop.PayAsync(invoice, 200)).Text("status"));
        var active = await api.Test.GetAsync($"/v0/subscriptions/{shop.Subscription}", 200);
        Assert.Equal(("active", "paid"), (active.Text("status"), active["payment"]!.Text("status")));
        Assert.Equal("10 = 1 + 0 + 9, 0", await shop.WalletAsync());
        Assert.Equal("INVOICE_ALREADY_PAID", (await shop.PayAsync(invoice, 409)).Code());
    }

    [Theory]
    [InlineData(true, "active", "paid", "10 = 1 + 0 + 9, 0")]
    [InlineData(false, "pending_payment", "pending", "10 = 10 + 0 + 0, 0")]
    public async Task A_wallet_with_money_pays_Invoice_0_unasked_where_it_may(bool autoCharge, string status, string payment, string wallet)
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, fee: "9", autoCharge: autoCharge, funds: "10");
        var read = await api.Test.GetAsync($"/v0/subscriptions/{shop.Subscription}", 200);
        Assert.Equal((status, payment), (read.Text("status"), read["payment"]!.Text("status")));
        Assert.Equal(wallet, await shop.WalletAsync());
    }

    [Fact]
    public async Task Nothing_is_billed_before_Invoice_0_is_paid()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, fee: "9");
        await shop.MoveClockAsync("2026-05-15T00:00:00Z");
        Assert.Single(await shop.InvoicesAsync());

        await shop.TopUpAsync("9");
        await shop.PayAsync((await shop.InvoicesAsync())[0].Text("id"), 200);
        await shop.MoveClockAsync("2026-06-02T00:00:00Z");
        Assert.Equal(2, (await shop.InvoicesAsync()).Count);
    }
}
