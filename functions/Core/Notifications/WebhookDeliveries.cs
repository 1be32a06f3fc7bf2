using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Commands;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Core.Notifications;

/// <summary>A tenant's deliveries: listed, and sent again.</summary>
/// <param name="store">Where they are.</param>
/// <param name="commands">Where the command of a replay goes.</param>
/// <param name="endpoints">Whom they go to.</param>
public sealed class WebhookDeliveries(IDocumentStore store, ICommandQueue commands, WebhookEndpoints endpoints)
{
    private readonly DeliveryWrites deliveries = new(store);

    /// <summary>The deliveries to an endpoint, the newest fact first. Refused: <c>WEBHOOK_ENDPOINT_NOT_FOUND</c>.</summary>
    public async Task<Result<Page<WebhookDelivery>>> PageAsync(
        Tenant tenant, Id<WebhookEndpoint> endpoint, PageRequest page, CancellationToken cancellation) =>
        (await endpoints.GetAsync(tenant, endpoint, cancellation)).TryGet(out _, out var refused)
            ? await store.PageAsync<WebhookDelivery>(WebhookDocuments.DeliveriesTo(tenant, endpoint), page, cancellation)
            : refused;

    /// <summary>
    /// Sends a delivery again, at once and by the whole schedule, whatever became of it. Refused: <c>WEBHOOK_DELIVERY_NOT_FOUND</c>,
    /// <c>WEBHOOK_ENDPOINT_NOT_FOUND</c>, <c>WEBHOOK_ENDPOINT_DISABLED</c>.
    /// </summary>
    public async Task<Result<WebhookDelivery>> ReplayAsync(Tenant tenant, Id<WebhookDelivery> id, Instant now, CancellationToken cancellation)
    {
        while (true)
        {
            if (await deliveries.ReadAsync(tenant, id, cancellation) is not { } read)
            {
                return Refusal.NotFound("WEBHOOK_DELIVERY", id.ToString());
            }

            if (!(await endpoints.GetAsync(tenant, read.Value.EndpointId, cancellation)).TryGet(out var endpoint, out var refused))
            {
                return refused;
            }

            if (endpoint.DisabledAt is not null)
            {
                return Refusal.Conflict("WEBHOOK_ENDPOINT_DISABLED", "The endpoint is disabled: enable it first.");
            }

            var next = read.Value.Replay(now);
            var writes = await deliveries.ChangingAsync(tenant, read, next, cancellation);
            if (await store.CommitAsync(BillingDocuments.PartitionOf(tenant), writes, cancellation))
            {
                await commands.SendAsync(DueDelivery.Of(tenant, next)!.ToCommand(), cancellation);
                return next;
            }
        }
    }
}
