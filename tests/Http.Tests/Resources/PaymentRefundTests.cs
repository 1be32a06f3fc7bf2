using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Resources;

public sealed class PaymentRefundTests
{
    [Fact]
    public async Task A_payment_goes_back_in_part_out_of_the_wallet_and_out_of_the_books()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        var payment = (await shop.TopUpAsync("10")).Text("id");
        var path = $"/v0/payments/{payment}/refunds";
        var refund = await shop.Client.PostAsync(path, new { amount = "4", reason = "as agreed", idempotencyKey = "one" });
        Assert.Equal(("refund", "succeeded", "4", "as agreed"), (refund.Text("object"), refund.Text("status"), refund.Text("amount"), refund.Text("reason")));
        Assert.Equal(refund.Text("id"), (await shop.Client.PostAsync(path, new { amount = "4", idempotencyKey = "one" })).Text("id"));

        Assert.Equal("REFUND_EXCEEDS_PAYMENT", (await shop.Client.PostAsync(path, new { amount = "6.01" }, 409)).Code());
        Assert.Equal("amount", (await shop.Client.PostAsync(path, new { amount = "0" }, 400)).Field());
        Assert.Equal("PAYMENT_NOT_FOUND", (await shop.Client.PostAsync("/v0/payments/pay_0/refunds", new { amount = "1" }, 404)).Code());
        Assert.Single((await shop.Client.GetAsync(path, 200))["data"]!.AsArray());
        Assert.Equal("4", (await shop.Client.GetAsync($"/v0/payments/{payment}", 200)).Text("refundedAmount"));
        var wallet = await shop.Client.GetAsync($"/v0/customers/{shop.Customer}/wallet", 200);
        Assert.Equal(("10", "6", "0", "4"), (wallet.Text("funded"), wallet.Text("available"), wallet.Text("refunding"), wallet.Text("refunded")));

        var journal = (await shop.Client.GetAsync("/v0/books/journal?from=2026-01-01T00:00:00Z&to=2027-01-01T00:00:00Z", 200))["data"]!.AsArray();
        Assert.Equal(["top_up", "refund_requested", "refund_paid"], journal.Select(entry => entry!.Text("fact")));
        Assert.All(journal, entry => Assert.Equal(
            0, entry!["legs"]!.AsArray().Sum(leg => decimal.Parse(leg!["debit"]?.ToString() ?? "0") - decimal.Parse(leg!["credit"]?.ToString() ?? "0"))));
    }

    [Fact]
    public async Task Where_no_provider_gives_it_back_the_operator_does_and_says_so()
    {
        await using var api = await TestApi.StartAsync();
        var customer = await Sample.CustomerAsync(api.Live);
        var merchantId = api.Merchant.Merchant.Id.ToString();
        var payment = (await api.Live.PostAsync("/v0/payments", new { customerId = customer, amount = "10", currency = "USD", idempotencyKey = "key" })).Text("id");
        Assert.Equal("PAYMENT_NOT_SUCCEEDED", (await api.Live.PostAsync($"/v0/payments/{payment}/refunds", new { amount = "4" }, 409)).Code());
        await api.Operator.PostAsync($"/v0/payments/{payment}/confirmation", new { merchantId }, 200);
        var refund = await api.Live.PostAsync($"/v0/payments/{payment}/refunds", new { amount = "4" });
        Assert.Equal("pending", refund.Text("status"));

        var path = $"/v0/payments/{payment}/refunds/{refund.Text("id")}/confirmation";
        await api.Live.PostAsync(path, new { merchantId }, 401);
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal("succeeded", (await api.Operator.PostAsync(path, new { merchantId }, 200)).Text("status"));
        }

        Assert.Equal("4", (await api.Live.GetAsync($"/v0/customers/{customer}/wallet", 200)).Text("refunded"));
    }
}
