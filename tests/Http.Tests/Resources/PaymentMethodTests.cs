using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Resources;

public sealed class PaymentMethodTests
{
    [Fact]
    public async Task A_card_that_pays_pays_the_invoice_that_the_wallet_does_not_cover()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, funds: "1");
        var method = await SaveAsync(shop, new { });
        Assert.Equal(("paymentMethod", "active", "true", "4242"), (method.Text("object"), method.Text("status"), method["isDefault"]!.ToString(), method["card"]!.Text("last4")));
        await shop.UseAsync("one", 10);
        await shop.MoveClockAsync("2026-03-05T00:00:00Z");

        var invoice = (await shop.InvoicesAsync())[0];
        Assert.Equal(("paid", "5.00", "0.00"), (invoice.Text("status"), invoice.Text("grandTotal"), invoice.Text("unpaidAmount")));
        Assert.Equal(("1", "succeeded"), (invoice["charge"]!["attempt"]!.ToString(), invoice["charge"]!.Text("status")));
        var payment = await shop.Client.GetAsync($"/v0/payments/{invoice["charge"]!.Text("paymentId")}", 200);
        Assert.Equal(("4", invoice.Text("id")), (payment.Text("amount"), payment.Text("invoiceId")));
        Assert.Equal("5 = 0 + 0 + 5, 0", await shop.WalletAsync());
    }

    [Fact]
    public async Task A_card_that_is_declined_leaves_the_invoice_with_the_reason_and_when_it_is_tried_again()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, terms: """{"paymentTermDays": 10, "dunning": {"steps": ["P1D"]}}""");
        await SaveAsync(shop, new { testToken = "test_card_declined" });
        await shop.UseAsync("one", 10);
        await shop.MoveClockAsync("2026-03-05T00:00:00Z");

        var invoice = (await shop.InvoicesAsync())[0];
        Assert.Equal("issued", invoice.Text("status"));
        Assert.Equal(("1", "failed", "card_declined", invoice.Text("dueAt")), (
            invoice["charge"]!["attempt"]!.ToString(), invoice["charge"]!.Text("status"), invoice["charge"]!.Text("failureCode"), invoice["charge"]!.Text("nextAt")));

        await SaveAsync(shop, new { });
        await shop.MoveClockAsync("2026-03-20T00:00:00Z");
        Assert.Equal(("paid", "2"), ((await shop.InvoicesAsync())[0].Text("status"), (await shop.InvoicesAsync())[0]["charge"]!["attempt"]!.ToString()));
    }

    [Fact]
    public async Task Where_the_bank_demands_the_customer_a_page_is_asked_for()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        await SaveAsync(shop, new { testToken = "test_card_authentication_required" });
        await shop.UseAsync("one", 10);
        await shop.MoveClockAsync("2026-03-05T00:00:00Z");

        // On a page the provider of test mode takes the money at once.
        Assert.Equal("paid", (await shop.InvoicesAsync())[0].Text("status"));
    }

    [Fact]
    public async Task Methods_are_listed_newest_first_and_let_go_of()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        var path = $"/v0/customers/{shop.Customer}/paymentMethods";
        var first = (await SaveAsync(shop, new { })).Text("id");
        await shop.MoveClockAsync("2026-02-01T00:00:01Z");
        var second = (await SaveAsync(shop, new { })).Text("id");
        var listed = (await shop.Client.GetAsync(path, 200))["data"]!.AsArray();
        Assert.Equal([(second, "true"), (first, "false")], listed.Select(method => (method!.Text("id"), method!["isDefault"]!.ToString())));

        Assert.Equal("deleted", (await shop.Client.SendAsync(HttpMethod.Delete, $"{path}/{second}", null, 200)).Text("status"));
        Assert.Equal("PAYMENT_METHOD_NOT_FOUND", (await shop.Client.SendAsync(HttpMethod.Delete, $"{path}/{second}", null, 404)).Code());
        Assert.Equal("true", (await shop.Client.GetAsync(path, 200))["data"]!.AsArray().Single()!["isDefault"]!.ToString());
    }

    [Fact]
    public async Task What_cannot_be_saved_is_refused()
    {
        await using var api = await TestApi.StartAsync();
        var customer = await Sample.CustomerAsync(api.Test);
        Assert.Equal("testToken", (await api.Test.PostAsync($"/v0/customers/{customer}/paymentMethods", new { testToken = "4242424242424242" }, 400)).Field());
        Assert.Equal("CUSTOMER_NOT_FOUND", (await api.Test.PostAsync("/v0/customers/nobody/paymentMethods", new { }, 404)).Code());
        var live = await Sample.CustomerAsync(api.Live);
        Assert.Equal("PAYMENT_METHODS_NOT_SAVED", (await api.Live.PostAsync($"/v0/customers/{live}/paymentMethods", new { }, 409)).Code());
    }

    private static Task<System.Text.Json.Nodes.JsonNode> SaveAsync(Shop shop, object body) => shop.Client.PostAsync($"/v0/customers/{shop.Customer}/paymentMethods", body);
}
