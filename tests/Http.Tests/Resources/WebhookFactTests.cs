using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Tallystick.Core.Commands;
using Tallystick.Core.Notifications;
using Tallystick.Core.Values;
using Tallystick.Http.Webhooks;
using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Resources;

/// <summary>What merchants are told of besides invoices.</summary>
public sealed class WebhookFactTests
{
    [Fact]
    public async Task A_refund_that_was_made_is_told_of_once()
    {
        var (api, told) = await ListeningAsync("refund.succeeded", "refund.failed");
        await using var open = api;
        var shop = await Shop.OpenAsync(api);
        var payment = (await shop.TopUpAsync("10")).Text("id");
        var path = $"/v0/payments/{payment}/refunds";

        var refund = await shop.Client.PostAsync(path, new { amount = "4", reason = "as agreed with Jane", idempotencyKey = "one" });
        await shop.Client.PostAsync(path, new { amount = "4", idempotencyKey = "one" });

        var fact = Assert.Single(await told());
        Assert.Equal("refund.succeeded", fact.Text("eventType"));
        Assert.Equal(
            (refund.Text("id"), payment, "4", "succeeded"),
            (fact["data"]!.Text("id"), fact["data"]!.Text("paymentId"), fact["data"]!.Text("amount"), fact["data"]!.Text("status")));
        Assert.DoesNotContain("Jane", fact.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refund_that_is_made_by_hand_is_told_of_when_it_is()
    {
        var (api, told) = await ListeningAsync("refund.succeeded");
        await using var open = api;
        await api.Live.PostAsync("/v0/webhookEndpoints", new { url = "https://hooks.example.com/live" });
        var customer = await Sample.CustomerAsync(api.Live);
        var merchantId = api.Merchant.Merchant.Id.ToString();
        var payment = (await api.Live.PostAsync("/v0/payments", new { customerId = customer, amount = "10", currency = "USD", idempotencyKey = "key" })).Text("id");
        await api.Operator.PostAsync($"/v0/payments/{payment}/confirmation", new { merchantId }, 200);
        var refund = await api.Live.PostAsync($"/v0/payments/{payment}/refunds", new { amount = "4" });
        Assert.DoesNotContain("refund.succeeded", (await told()).Select(fact => fact.Text("eventType")));

        await api.Operator.PostAsync($"/v0/payments/{payment}/refunds/{refund.Text("id")}/confirmation", new { merchantId }, 200);

        Assert.Contains("refund.succeeded", (await told()).Select(fact => fact.Text("eventType")));
    }

    /// <summary>An API of which an endpoint of test mode is told some facts, and what it was told so far.</summary>
    private static async Task<(TestApi Api, Func<Task<IReadOnlyList<JsonNode>>> Told)> ListeningAsync(params string[] eventTypes)
    {
        var receiver = new Receiver();
        var api = await TestApi.StartAsync(services: services => services.AddSingleton<IWebhookSender>(receiver));
        await api.Test.PostAsync("/v0/webhookEndpoints", new { url = "https://hooks.example.com/tally", eventTypes });
        return (api, async () =>
        {
            await api.Services.GetRequiredService<WebhookSweeper>().SweepAsync(api.Time.GetInstant(), default);
            var queue = api.Services.GetRequiredService<ICommandQueue>();
            while (await queue.ReceiveAsync(DueDelivery.CommandKind, default) is { } leased)
            {
                await api.Services.GetRequiredService<WebhookDeliverer>().RunAsync(leased.Command, default);
                await queue.CompleteAsync(leased, default);
            }

            return [.. receiver.Got.Select(message => JsonNode.Parse(WebhookBody.Of(message.Fact))!)];
        });
    }
}
