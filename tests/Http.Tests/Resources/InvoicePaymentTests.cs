using Microsoft.Extensions.DependencyInjection;
using Tallystick.Core.Billing;
using Tallystick.Core.Storage;
using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Resources;

public sealed class InvoicePaymentTests
{
    [Fact]
    public async Task Usage_with_an_instant_price_is_paid_with_the_usage_and_billed_no_second_time()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, term: "instant", funds: "2");
        await shop.UseAsync("one", 3);
        Assert.Equal("2 = 0.5 + 0 + 1.5, 0", await shop.WalletAsync());
        await shop.UseAsync("two", 2);
        Assert.Equal("2 = 0 + 0 + 2, 0.5", await shop.WalletAsync());
        await shop.MoveClockAsync("2026-03-02T00:00:00Z");
        var invoice = Assert.Single(await shop.InvoicesAsync());
        Assert.Equal(
            ("2.50", "2.00", "2.00", "0.50"),
            (invoice.Text("grandTotal"), invoice.Text("prepaidAmount"), invoice.Text("paidAmount"), invoice.Text("unpaidAmount")));
    }

    [Fact]
    public async Task An_invoice_that_the_empty_wallet_could_not_pay_is_paid_after_a_top_up_and_its_period_follows()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        await shop.UseAsync("one", 4);
        await shop.MoveClockAsync("2026-03-02T00:00:00Z");
        var id = Assert.Single(await shop.InvoicesAsync()).Text("id");
        Assert.Equal(PeriodState.Issued, await PeriodStateAsync(api, shop));
        await shop.PayAsync(id, 402);
        await shop.TopUpAsync("10");
        Assert.Equal(("paid", "2.00"), ((await shop.PayAsync(id, 200)).Text("status"), (await shop.InvoicesAsync())[0].Text("paidAmount")));
        Assert.Equal(PeriodState.Paid, await PeriodStateAsync(api, shop));
        Assert.Equal("10 = 8 + 0 + 2, 0", await shop.WalletAsync());
    }

    [Fact]
    public async Task An_invoice_that_is_called_off_gives_back_what_was_paid_on_it_once()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, funds: "1");
        await shop.UseAsync("one", 4);
        await shop.MoveClockAsync("2026-03-02T00:00:00Z");
        var part = Assert.Single(await shop.InvoicesAsync());
        Assert.Equal(("1.00", "1 = 0 + 0 + 1, 0"), (part.Text("paidAmount"), await shop.WalletAsync()));
        for (var i = 0; i < 2; i++)
        {
            var called = await api.Test.PostAsync($"/v2/invoices/{part.Text("id")}/void", new { }, 200);
            Assert.Equal(("void", "0.00"), (called.Text("status"), called.Text("paidAmount")));
            Assert.Equal("1 = 1 + 0 + 0, 0", await shop.WalletAsync());
        }

        Assert.Equal(part.Text("invoiceNumber"), (await shop.InvoicesAsync())[0].Text("invoiceNumber"));
        Assert.Equal(PeriodState.Void, await PeriodStateAsync(api, shop));
        Assert.Equal("INVOICE_VOID", (await shop.PayAsync(part.Text("id"), 409)).Code());
    }

    [Fact]
    public async Task A_paid_invoice_is_not_called_off()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, fee: "9", funds: "10");
        var id = Assert.Single(await shop.InvoicesAsync()).Text("id");
        Assert.Equal("INVOICE_ALREADY_PAID", (await api.Test.PostAsync($"/v2/invoices/{id}/void", new { }, 409)).Code());
        Assert.Equal("10 = 1 + 0 + 9, 0", await shop.WalletAsync());
    }

    private static async Task<PeriodState> PeriodStateAsync(TestApi api, Shop shop)
    {
        var store = api.Services.GetRequiredService<IDocumentStore>();
        var partition = $"{api.Merchant.Merchant.Id}~test/billing";
        return (await store.ReadAsync<BillingPeriod>(partition, $"period:{shop.Subscription}:000000", default))!.Value.State;
    }
}
