using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Catalog;
using Tallystick.Core.Commands;
using Tallystick.Core.Notifications;
using Tallystick.Core.Storage;
using Tallystick.Core.Values;
using Tallystick.Tests.Contracts.Memory;
using Tallystick.Tests.Core.Tests.Usage.Kit;
using Tallystick.Tests.Core.Tests.Wallets;
using static Tallystick.Tests.Core.Tests.Usage.Kit.UsageSample;

namespace Tallystick.Tests.Core.Tests.Notifications;

/// <summary>The pipeline with the webhooks behind it. A run-through closes the first month of its customer, with an invoice of 6 USD.</summary>
internal sealed class WebhookWorld
{
    private WebhookWorld(Pipeline pipeline)
    {
        Pipeline = pipeline;
        Queue = new MemoryCommandQueue(pipeline.Time, Duration.FromMinutes(1));
        Endpoints = EndpointsOver(pipeline.Store);
        Deliveries = new WebhookDeliveries(pipeline.Store, Queue, Endpoints);
    }

    public Pipeline Pipeline { get; }

    public MemoryCommandQueue Queue { get; }

    public ScriptedReceiver Receiver { get; } = new();

    public WebhookEndpoints Endpoints { get; }

    public WebhookDeliveries Deliveries { get; }

    public static async Task<WebhookWorld> CreateAsync(LateEventPolicy late = LateEventPolicy.NextInvoice) => new(await Pipeline.CreateAsync(late: late));

    public WebhookEndpoints EndpointsOver(IDocumentStore store) => new(store, new SequentialIds(), new FixedSecrets());

    public async Task<WebhookEndpoint> AddEndpointAsync(params string[] types) =>
        (await Endpoints.CreateAsync(Tenant, "https://example.com/", types, null, Pipeline.Time.Now, default)).OrThrow();

    /// <summary>Reports what the month's invoice is of, and goes to when it is due.</summary>
    public async Task UseAsync()
    {
        await Pipeline.AppendAsync(Reported("a", 3));
        await Pipeline.MeterAllAsync();
        Pipeline.Time.Advance(TimeSpan.FromDays(32));
    }

    public Task<bool> CloseAsync(IDocumentStore? over = null) =>
        Pipeline.Closer(over).CloseAsync(new DuePeriod(Tenant, Pipeline.Subscription, 0, "due:0"), default);

    public async Task<Invoice> InvoiceAsync() =>
        Assert.Single((await Pipeline.Invoices().PageAsync(Tenant, new InvoiceFilter(), new PageRequest(), default)).Items);

    /// <summary>The facts that stand in the outbox, in their order.</summary>
    public Task<IReadOnlyList<BillingFact>> UntoldAsync() =>
        Pipeline.Store.ListAllAsync<BillingFact>(DocumentRange.WithPrefix($"{Tenant}/billing", "outbox:"), default).AsTask();

    /// <summary>Sweeps, and does the commands that may be done now.</summary>
    public async Task TurnAsync(IDocumentStore? over = null)
    {
        var store = over ?? Pipeline.Store;
        await new WebhookSweeper(store, Queue).SweepAsync(Pipeline.Time.Now, default);
        while (await Queue.ReceiveAsync(DueDelivery.CommandKind, default) is { } leased)
        {
            await DoAsync(store, leased);
        }
    }

    public async Task<WebhookDelivery> DeliveryAsync(Id<WebhookEndpoint> endpoint) =>
        Assert.Single((await Deliveries.PageAsync(Tenant, endpoint, new PageRequest(), default)).OrThrow().Items);

    private async Task DoAsync(IDocumentStore store, LeasedCommand leased)
    {
        await new WebhookDeliverer(store, Queue, Receiver, Pipeline.Time).RunAsync(leased.Command, default);
        await Queue.CompleteAsync(leased, default);
    }
}
