using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Resources;

/// <summary>Invoices that are not paid.</summary>
public sealed class DunningTests
{
    [Fact]
    public async Task A_test_clock_takes_an_invoice_from_its_due_date_over_its_reminders_to_the_end_of_the_subscription()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, terms: """{"paymentTermDays":10,"dunning":{"steps":["P1D","P3D"],"end":"terminate"}}""");
        await shop.UseAsync("one", 4);
        await shop.MoveClockAsync("2026-03-02T00:00:00Z");
        Assert.Equal("issued", Assert.Single(await shop.InvoicesAsync()).Text("status"));

        await shop.MoveClockAsync("2026-03-12T00:00:00Z");
        var invoice = Assert.Single(await shop.InvoicesAsync("?status=overdue"));
        await shop.MoveClockAsync("2026-03-13T00:00:00Z");
        Assert.Equal(1, (await shop.Client.GetAsync($"/v2/invoices/{invoice.Text("id")}", 200))["reminders"]!.GetValue<int>());
        Assert.Equal("active", (await shop.Client.GetAsync($"/v0/subscriptions/{shop.Subscription}", 200)).Text("status"));
        await shop.MoveClockAsync("2026-03-15T00:00:00Z");

        Assert.Equal("terminated", (await shop.Client.GetAsync($"/v0/subscriptions/{shop.Subscription}", 200)).Text("status"));
        var proof = await api.Test.GetAsync($"/v2/invoices/{invoice.Text("id")}/proof", 200);
        Assert.True(proof.Text("status") == "verified", proof.ToJsonString());
    }

    [Fact]
    public async Task An_invoice_is_written_off_with_a_reason_and_proved()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        await shop.UseAsync("one", 4);
        await shop.MoveClockAsync("2026-03-02T00:00:00Z");
        var invoice = Assert.Single(await shop.InvoicesAsync()).Text("id");
        Assert.Equal("reason", (await shop.Client.PostAsync($"/v2/invoices/{invoice}/writeOff", new { }, 400)).Field());

        var written = await shop.Client.PostAsync($"/v2/invoices/{invoice}/writeOff", new { reason = "insolvent" }, 200);

        Assert.Equal(("written_off", "insolvent", "2.00"), (written.Text("status"), written.Text("writeOffReason"), written.Text("unpaidAmount")));
        Assert.Single(await shop.InvoicesAsync("?status=written_off"));
        Assert.Equal("verified", (await api.Test.GetAsync($"/v2/invoices/{invoice}/proof", 200)).Text("status"));
        var books = $"/v0/merchants/{written.Text("merchantId")}/books/proof?mode=test";
        Assert.Equal("verified", (await api.Operator.GetAsync(books, 200)).Text("status"));
        await shop.TopUpAsync("1.5");
        Assert.Equal("0.50", (await shop.Client.PostAsync($"/v2/invoices/{invoice}/payment", new { }, 200)).Text("unpaidAmount"));
        Assert.Equal("verified", (await api.Operator.GetAsync(books, 200)).Text("status"));
        Assert.Equal("INVOICE_NOT_FOUND", (await shop.Client.PostAsync("/v2/invoices/inv_1/writeOff", new { reason = "x" }, 404)).Code());
    }
}
