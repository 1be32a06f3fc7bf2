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
    public async Task Bug_The_link_of_a_payment_had_no_host()
    {
        var (api, told) = await ListeningAsync("payment.succeeded");
        await using var open = api;
        var shop = await Shop.OpenAsync(api);

        var payment = await shop.TopUpAsync("10");

        Assert.Equal("https://tally.example" + new Uri(payment.Text("paymentUrl")).AbsolutePath, Assert.Single(await told())["data"]!.Text("paymentUrl"));
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

    [Fact]
    public async Task A_customer_and_a_subscription_are_told_of_from_their_making_to_their_end_without_who_it_is()
    {
        var (api, told) = await ListeningAsync();
        await using var open = api;
        var shop = await Shop.OpenAsync(api);
        var path = $"/v0/subscriptions/{shop.Subscription}";
        await shop.MoveClockAsync("2026-02-05T00:00:00Z");
        await shop.Client.PostAsync($"{path}/pause", new { }, 200);
        await shop.MoveClockAsync("2026-02-06T00:00:00Z");
        await shop.Client.PostAsync($"{path}/resume", new { }, 200);
        await shop.MoveClockAsync("2026-02-07T00:00:00Z");
        await shop.Client.PostAsync($"{path}/termination", new { reason = "Grace moves away" }, 200);
        await shop.Client.PostAsync($"/v0/customers/{shop.Customer}/erase", new { }, 200);

        var facts = (await told()).OrderBy(fact => fact["sequence"]!.GetValue<long>()).ToList();

        Assert.Equal(
            [
                "customer.created", "subscription.created", "subscription.activated", "subscription.paused", "subscription.resumed", "subscription.terminated", "customer.erased",
            ],
            facts.Select(fact => fact.Text("eventType")).Where(type => !type.StartsWith("invoice.", StringComparison.Ordinal)));
        Assert.All(facts, fact => Assert.DoesNotContain("Grace", fact.ToJsonString(), StringComparison.OrdinalIgnoreCase));
        Assert.Equal(facts.Count, facts.Select(fact => fact.Text("eventId")).Distinct().Count());
        var ended = facts.Single(fact => fact.Text("eventType") == "subscription.terminated")["data"]!;
        Assert.Equal((shop.Subscription, shop.Customer, "terminated"), (ended.Text("id"), ended.Text("customerId"), ended.Text("status")));
    }

    [Fact]
    public async Task That_a_customer_is_taxed_otherwise_or_charged_otherwise_is_told_each_time_and_nothing_where_nothing_changed()
    {
        var (api, told) = await ListeningAsync("customer.changed");
        await using var open = api;
        var shop = await Shop.OpenAsync(api);
        foreach (var rate in (string[])["0.1", "0.1", "0.2", "0.1"])
        {
            await shop.Client.SendAsync(HttpMethod.Put, $"/v0/customers/{shop.Customer}/tax", $$"""{"taxRate":"{{rate}}"}""", 200);
        }

        await shop.Client.PostAsync($"/v0/customers/{shop.Customer}/paymentMethods", new { testToken = "test_card_declined" });

        var facts = await told();

        Assert.Equal(4, facts.Count);
        Assert.All(facts, fact => Assert.Equal((shop.Customer, "2026-02-01T00:00:00Z"), (fact["data"]!.Text("id"), fact.Text("timestamp"))));
    }

    [Fact]
    public async Task Bug_A_pause_that_begins_a_little_ahead_is_told_of_as_it_is_then()
    {
        var (api, told) = await ListeningAsync("subscription.paused", "subscription.resumed", "subscription.terminated");
        await using var open = api;
        var shop = await Shop.OpenAsync(api);
        var path = $"/v0/subscriptions/{shop.Subscription}";
        await shop.MoveClockAsync("2026-02-05T00:00:00Z");
        await shop.UseAsync("at once", 1);
        await shop.Client.PostAsync($"{path}/pause", new { resumesAt = "2026-02-09T00:00:00Z" }, 200);
        await shop.Client.PostAsync($"{path}/resume", new { }, 200);
        await shop.Client.PostAsync($"{path}/termination", new { reason = "over" }, 200);

        var facts = (await told()).OrderBy(fact => fact["sequence"]!.GetValue<long>()).Select(fact => fact["data"]!).ToList();

        Assert.Equal(
            [
                ("paused", "2026-02-05T00:00:00.001Z", "2026-02-09T00:00:00Z", "merchant"), ("active", "2026-02-05T00:00:00Z", null, "merchant"),
                ("terminated", "2026-02-05T00:00:00.001Z", null, "merchant"),
            ],
            facts.Select(data => (data.Text("status"), data.Text("effectiveAt"), (string?)data["resumesAt"], data.Text("askedBy"))));
    }

    [Fact]
    public async Task An_end_to_come_is_told_of_as_the_subscription_is_now()
    {
        var (api, told) = await ListeningAsync("subscription.terminated");
        await using var open = api;
        var shop = await Shop.OpenAsync(api);
        await shop.Client.PostAsync($"/v0/subscriptions/{shop.Subscription}/termination", new { reason = "over", effective = "period_end" }, 200);

        var data = Assert.Single(await told())["data"]!;

        Assert.Equal(("active", "2026-03-01T00:00:00Z", "2026-03-01T00:00:00Z"), (data.Text("status"), data.Text("effectiveAt"), data.Text("endsAt")));
    }

    [Fact]
    public async Task What_a_customer_asks_for_on_the_portal_is_told_of_as_the_customers_wish_and_so_is_taking_it_back()
    {
        var (api, told) = await ListeningAsync("subscription.terminated", "subscription.changed");
        await using var open = api;
        var shop = await Shop.OpenAsync(api);
        var plan = await PlanKit.PlanAsync(shop, unitPrice: "0.25");
        var browser = await Browser.AtPortalAsync(api, shop, new { planIds = new[] { plan } });
        await browser.PostAsync("/portal/api/planChange", new { planId = plan }, 200);
        await browser.DeleteAsync("/portal/api/planChange");
        for (var time = 0; time < 2; time++)
        {
            await browser.PostAsync("/portal/api/cancellation", new { }, 200);
            await browser.DeleteAsync("/portal/api/cancellation");
        }

        var facts = (await told()).OrderBy(fact => fact["sequence"]!.GetValue<long>()).ToList();

        (string, string?, string)[] ended = [("subscription.terminated", "2026-03-01T00:00:00Z", "customer"), ("subscription.changed", null, "customer")];
        Assert.Equal(
            [("subscription.changed", null, "customer"), ("subscription.changed", null, "customer"), .. ended, .. ended],
            facts.Select(fact => (fact.Text("eventType"), (string?)fact["data"]!["endsAt"], fact["data"]!.Text("askedBy"))));
        Assert.Equal("2026-03-01T00:00:00Z", facts[0]["data"]!.Text("effectiveAt"));
    }

    [Fact]
    public async Task An_entitlement_is_told_of_when_it_is_made_and_when_it_ends()
    {
        var (api, told) = await ListeningAsync("entitlement.created", "entitlement.ended");
        await using var open = api;
        var shop = await Shop.OpenAsync(api);
        await shop.MakeFeatureAsync();
        var id = await shop.EntitleAsync();
        await shop.Client.SendAsync(HttpMethod.Delete, $"/v1/entitlements/{id}", null, 200);

        var facts = await told();

        Assert.Equal(["entitlement.created", "entitlement.ended"], facts.Select(fact => fact.Text("eventType")).Order(StringComparer.Ordinal));
        Assert.All(facts, fact => Assert.Equal((id, shop.Customer), (fact["data"]!.Text("entitlementId"), fact["data"]!.Text("customerId"))));
    }

    [Fact]
    public async Task Events_that_were_rejected_are_told_of_by_their_number_and_none_of_them_twice()
    {
        var (api, told) = await ListeningAsync("usage.rejected");
        await using var open = api;
        await RejectAsync(api, 3);
        await told();
        Assert.Equal(3, Assert.Single(await told())["data"]!["added"]!.GetValue<long>());
        await RejectAsync(api, 2);

        var facts = await told();

        Assert.Equal([(3L, 3L), (5L, 2L)], facts.Select(fact => (fact["data"]!["count"]!.GetValue<long>(), fact["data"]!["added"]!.GetValue<long>())));
    }

    [Fact]
    public async Task Of_what_was_before_its_making_an_endpoint_is_told_nothing()
    {
        await using var api = await TestApi.StartAsync();
        await Shop.OpenAsync(api);
        var id = (await api.Test.PostAsync("/v0/webhookEndpoints", new { url = "https://hooks.example.com/tally" })).Text("id");

        await api.Services.GetRequiredService<WebhookSweeper>().SweepAsync(api.Time.GetInstant(), default);

        Assert.Empty((await api.Test.GetAsync($"/v0/webhookEndpoints/{id}/deliveries", 200))["data"]!.AsArray());
    }

    private static async Task RejectAsync(TestApi api, int count)
    {
        for (var number = 0; number < count; number++)
        {
            await api.Test.PostAsync("/v0/events", new { type = "nobody.knows", source = "test", externalSubject = "nobody", data = new { } }, 202);
        }

        await api.MeterAllAsync();
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

            return [.. receiver.Got.Select(message => JsonNode.Parse(WebhookBody.Of(message.Fact, api.Services.GetRequiredService<HostAddress>()))!)];
        });
    }
}
