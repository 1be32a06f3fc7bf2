using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Resources;

public sealed class PaymentTests
{
    [Fact]
    public async Task In_test_mode_a_payment_is_in_the_wallet_at_once()
    {
        await using var api = await TestApi.StartAsync();
        var customer = await Sample.CustomerAsync(api.Test);
        var empty = await api.Test.GetAsync($"/v0/customers/{customer}/wallet", 200);
        Assert.Equal((null, "0"), (empty["currency"]?.ToString(), empty.Text("available")));

        var paid = await api.Test.PostAsync("/v0/payments", Payment(customer));
        Assert.Equal(("payment", "succeeded", "12.5", "USD"), (paid.Text("object"), paid.Text("status"), paid.Text("amount"), paid.Text("currency")));
        Assert.Equal(paid.ToJsonString(), (await api.Test.GetAsync($"/v0/payments/{paid.Text("id")}", 200)).ToJsonString());
        var wallet = await api.Test.GetAsync($"/v0/customers/{customer}/wallet", 200);
        Assert.Equal(("USD", "12.5", "12.5"), (wallet.Text("currency"), wallet.Text("funded"), wallet.Text("available")));
    }

    [Fact]
    public async Task In_live_mode_a_payment_waits_for_the_operators_word_and_counts_once()
    {
        await using var api = await TestApi.StartAsync();
        var customer = await Sample.CustomerAsync(api.Live);
        var asked = await api.Live.PostAsync("/v0/payments", Payment(customer));
        Assert.Equal("pending", asked.Text("status"));
        var confirmation = new { merchantId = api.Merchant.Merchant.Id.ToString() };
        var path = $"/v0/payments/{asked.Text("id")}/confirmation";
        Assert.Equal("UNAUTHENTICATED", (await api.Live.PostAsync(path, confirmation, 401)).Code());
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal("succeeded", (await api.Operator.PostAsync(path, confirmation, 200)).Text("status"));
            Assert.Equal("12.5", (await api.Live.GetAsync($"/v0/customers/{customer}/wallet", 200)).Text("available"));
        }

        await api.Operator.PostAsync(path, new { confirmation.merchantId, mode = "test" }, 404);
        Assert.Equal("REQUIRED", (await api.Operator.PostAsync(path, new { }, 400)).Code());
    }

    [Fact]
    public async Task A_payments_address_shows_what_it_is_for()
    {
        await using var api = await TestApi.StartAsync();
        var customer = await Sample.CustomerAsync(api.Live);
        var url = (await api.Live.PostAsync("/v0/payments", Payment(customer))).Text("paymentUrl");
        Assert.StartsWith("http://localhost/", url, StringComparison.Ordinal);
        using var page = await api.Anonymous.GetAsync(url);
        var html = await page.Content.ReadAsStringAsync();
        Assert.Contains("USD 12.50", html, StringComparison.Ordinal);
        Assert.Contains("awaited", html, StringComparison.Ordinal);
        using var gone = await api.Anonymous.GetAsync(url[..^1] + (url[^1] == 'A' ? 'B' : 'A'));
        Assert.Equal(404, (int)gone.StatusCode);
    }

    [Fact]
    public async Task A_key_leads_to_one_payment()
    {
        await using var api = await TestApi.StartAsync();
        var customer = await Sample.CustomerAsync(api.Test);
        var first = await api.Test.PostAsync("/v0/payments", Payment(customer));
        var second = await api.Test.PostAsync("/v0/payments", Payment(customer));
        Assert.Equal(first.ToJsonString(), second.ToJsonString());
        Assert.Equal("IDEMPOTENCY_KEY_REUSED", (await api.Test.PostAsync("/v0/payments", Payment(customer, amount: "13"), 422)).Code());
        Assert.Equal("CURRENCY_MISMATCH", (await api.Test.PostAsync("/v0/payments", Payment(customer, currency: "EUR", key: "other"), 409)).Code());
        Assert.Equal("12.5", (await api.Test.GetAsync($"/v0/customers/{customer}/wallet", 200)).Text("funded"));
    }

    [Theory]
    [InlineData("0", "USD", "key", "amount")]
    [InlineData("-1", "USD", "key", "amount")]
    [InlineData("0.001", "USD", "key", "amount")]
    [InlineData("1.5", "JPY", "key", "amount")]
    [InlineData("1", "XYZ", "key", "currency")]
    [InlineData("1", null, "key", "currency")]
    [InlineData("1", "USD", null, "idempotencyKey")]
    [InlineData("1", "USD", " ", "idempotencyKey")]
    public async Task A_payment_that_breaks_a_rule_is_told_which(string amount, string? currency, string? key, string field)
    {
        await using var api = await TestApi.StartAsync();
        var customer = await Sample.CustomerAsync(api.Test);
        var body = new { customerId = customer, amount, currency, idempotencyKey = key };
        Assert.Equal(field, (await api.Test.PostAsync("/v0/payments", body, 400)).Field());
    }

    [Fact]
    public async Task Nobody_sees_anothers_payments_and_wallets()
    {
        await using var api = await TestApi.StartAsync();
        var customer = await Sample.CustomerAsync(api.Test);
        var id = (await api.Test.PostAsync("/v0/payments", Payment(customer))).Text("id");
        var stranger = api.With((await api.NewMerchantAsync("Mallory")).Test.Text.Reveal());
        foreach (var client in new[] { stranger, api.Live })
        {
            Assert.Equal("PAYMENT_NOT_FOUND", (await client.GetAsync($"/v0/payments/{id}", 404)).Code());
            Assert.Equal("CUSTOMER_NOT_FOUND", (await client.GetAsync($"/v0/customers/{customer}/wallet", 404)).Code());
            Assert.Equal("CUSTOMER_NOT_FOUND", (await client.GetAsync($"/v0/customers/{customer}/wallet/journal", 404)).Code());
            Assert.Equal("CUSTOMER_NOT_FOUND", (await client.PostAsync("/v0/payments", Payment(customer), 404)).Code());
        }
    }

    [Fact]
    public async Task The_journal_has_every_movement_in_balance_newest_first()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, funds: "10");
        var held = (await shop.ReserveAsync(4)).Text("id");
        await shop.UseAsync("one", 3, held);
        var journal = await api.Test.GetAsync($"/v0/customers/{shop.Customer}/wallet/journal", 200);
        var entries = journal["data"]!.AsArray();
        Assert.Equal(["post", "hold", "top_up"], entries.Select(entry => entry!.Text("kind")));
        Assert.Equal([3L, 2L, 1L], entries.Select(entry => entry!["sequence"]!.GetValue<long>()));
        Assert.All(entries, entry => Assert.Equal(
            0, entry!["postings"]!.AsArray().Sum(leg => decimal.Parse(leg!.Text("amount"), System.Globalization.CultureInfo.InvariantCulture))));
    }

    private static object Payment(string customerId, string amount = "12.50", string currency = "USD", string key = "key") =>
        new { customerId, amount, currency, idempotencyKey = key };
}
