using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Customers;
using Tallystick.Core.Notifications;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;
using Tallystick.Http.Hosting;
using Tallystick.Tests.Triggers.Tests.Kit;
using Tallystick.Triggers.Commands;

namespace Tallystick.Tests.Triggers.Tests;

public sealed class CommandTriggerTests : IAsyncLifetime
{
    private static readonly Tenant Tenant = new(Id<Core.Tenancy.Merchant>.Of("a"), Mode.Live);
    private static readonly string UnknownPeriod = Json(new DuePeriod(Tenant, Id<Subscription>.Of("b"), 0, "due:2026-01-01"));

    private readonly MemoryBackend backend = new();
    private readonly RecordedActions actions = new();
    private readonly SkippingTime time = new();
    private TriggerHost host = null!;

    public async Task InitializeAsync() => host = await TriggerHost.StartAsync(backend);

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task A_command_that_is_done_is_completed()
    {
        await CloseAsync(UnknownPeriod);

        Assert.Equal(["completed message"], actions.Given);
        Assert.Empty(time.Waits);
    }

    [Fact]
    public async Task A_command_whose_store_cannot_answer_is_abandoned_after_a_wait_within_the_lock_of_its_session()
    {
        backend.Documents.BeforeRead = _ => throw new StoreUnavailableException("Away.");

        await CloseAsync(UnknownPeriod, deliveries: 3);

        Assert.Equal(["abandoned message"], actions.Given);
        Assert.Equal([TimeSpan.FromSeconds(8)], time.Waits);
    }

    [Fact]
    public async Task A_command_that_can_never_be_done_is_dead_lettered()
    {
        var damaged = true;
        backend.Documents.BeforeRead = partition =>
        {
            if (damaged && partition == $"{Tenant}/billing")
            {
                damaged = false;
                throw new DamagedStoreException("It is damaged.");
            }
        };

        await CloseAsync(UnknownPeriod);

        Assert.Equal(["dead-lettered message: It is damaged."], actions.Given);
    }

    [Fact]
    public async Task A_message_that_is_no_command_has_no_answer_and_dies_of_its_deliveries()
    {
        await Assert.ThrowsAsync<JsonException>(() => CloseAsync("no JSON"));

        Assert.Empty(actions.Given);
    }

    [Fact]
    public async Task A_delivery_that_is_not_due_any_more_is_done()
    {
        var due = new DueDelivery(Tenant, Id<WebhookEndpoint>.Of("c"), Id<WebhookDelivery>.Of("d"), Attempt: 0, Instant.FromUtc(2026, 1, 1, 0, 0));

        await new RunWebhookCommand(host.Services.GetRequiredService<WebhookHandler>(), time)
            .RunAsync(Message(DueDelivery.CommandKind, Json(due), 1), actions, default);

        Assert.Equal(["completed message"], actions.Given);
    }

    private Task CloseAsync(string body, int deliveries = 1) => new RunBillingCommand(host.Services.GetRequiredService<ClosingHandler>(), time)
        .RunAsync(Message(DuePeriod.CommandKind, body, deliveries), actions, default);

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, DocumentJson.Options);

    private static ServiceBusReceivedMessage Message(string kind, string body, int deliveries) => ServiceBusModelFactory.ServiceBusReceivedMessage(
        body: new BinaryData(body), messageId: "message", sessionId: "session", subject: kind, deliveryCount: deliveries);
}
