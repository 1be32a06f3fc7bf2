using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Tallystick.Core.Notifications;
using Tallystick.Core.Storage;
using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Resources;

/// <summary>What a merchant sees of a period that cannot be closed.</summary>
public sealed class StoppedBillingTests
{
    private const decimal Largest = 999_999_999_999_999;

    private static async Task<JsonNode> BillingAsync(Shop shop) => (await PlanKit.SubscriptionAsync(shop))["billing"]!;

    private static async Task<IReadOnlyList<BillingFact>> FactsAsync(TestApi api) => await api.Services.GetRequiredService<IDocumentStore>().ListAllAsync<BillingFact>(
        DocumentRange.WithPrefix($"{api.Merchant.Merchant.Id}~test/billing", "outbox:"), default);

    [Fact]
    public async Task Bug_A_merchant_sees_that_billing_stopped_and_at_which_price_and_is_told_once()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, unitPrice: "999999999999999");
        await shop.Client.PostAsync("/v0/webhookEndpoints", new { url = "https://93.184.216.34/hook" });
        Assert.Equal("active", (await BillingAsync(shop)).Text("status"));
        await shop.UseAsync("much", Largest);
        await shop.MoveClockAsync("2026-03-10T00:00:00Z");
        await shop.MoveClockAsync("2026-04-10T00:00:00Z");

        var billing = await BillingAsync(shop);
        Assert.Equal(("stopped", 0), (billing.Text("status"), billing["period"]!.GetValue<int>()));
        Assert.Contains("API <requests>", billing.Text("problem"), StringComparison.Ordinal);
        Assert.DoesNotContain("Decimal", billing.Text("problem"), StringComparison.Ordinal);
        var told = Assert.Single(await FactsAsync(api), fact => fact.Type == FactTypes.BillingStopped);
        Assert.Equal((shop.Subscription, 0, billing.Text("problem")), (told.Stopped!.SubscriptionId.ToString(), told.Stopped.Period, told.Stopped.Problem));
    }

    [Fact]
    public async Task Bug_A_period_on_a_test_clock_that_is_resumed_is_tried_at_once()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, unitPrice: "1", fee: "10", funds: "10");
        await shop.UseAsync("much", Largest);
        await shop.MoveClockAsync("2026-03-10T00:00:00Z");
        Assert.Equal("stopped", (await BillingAsync(shop)).Text("status"));

        Assert.Equal(1, (await api.Operator.PostAsync("/v0/closing/stopped/resume", new { }, 200))["resumed"]!.GetValue<int>());
        Assert.Equal("stopped", (await BillingAsync(shop)).Text("status"));
        await shop.MoveClockAsync("2026-03-11T00:00:00Z");
        Assert.Equal("stopped", (await BillingAsync(shop)).Text("status"));
    }

    [Fact]
    public async Task Bug_An_invoice_that_could_not_be_paid_is_not_issued()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, unitPrice: "1", fee: "10", funds: "20");
        await shop.UseAsync("much", Largest);
        await shop.MoveClockAsync("2026-03-10T00:00:00Z");

        Assert.Single(await shop.InvoicesAsync());
        Assert.Contains("1000000000000009", (await BillingAsync(shop)).ToJsonString(), StringComparison.Ordinal);
    }
}
