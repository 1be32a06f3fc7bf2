using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Commands;
using Tallystick.Core.Mail;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;

namespace Tallystick.Core.Notifications;

/// <summary>
/// Makes deliveries, and mails, of the facts in the outboxes, and has those tried that are due: by commands for workers. Run by a timer; may run late, twice, or
/// several at once.
/// </summary>
/// <param name="store">Where facts and deliveries are.</param>
/// <param name="commands">Where commands go.</param>
public sealed class WebhookSweeper(IDocumentStore store, ICommandQueue commands)
{
    private const int SweepSize = 1000;
    private readonly InvoiceSettingsBook settings = new(store);
    private readonly Announcements announcements = new(store);
    private readonly RejectedUsage rejected = new(store);

    /// <summary>Sends a command for every delivery that is due by the real clock. Those that are sent already are not sent twice.</summary>
    /// <returns>How many are due.</returns>
    public async Task<int> SweepAsync(Instant now, CancellationToken cancellation)
    {
        var count = 0;
        foreach (var tenant in await Tenants.AllAsync(store, cancellation))
        {
            // Most tenants have nobody to tell, and never had.
            var head = await store.ReadAsync<OutboxHead>(BillingDocuments.PartitionOf(tenant), WebhookDocuments.Head, cancellation);
            if (head is { Value.HasListeners: true })
            {
                await announcements.SweepAsync(tenant, now, cancellation);
                await rejected.TellAsync(tenant, now, cancellation);
            }

            if (head is { Value: { HasListeners: true } or { Sequence: > 0 } })
            {
                await EmptyOutboxAsync(tenant, now, cancellation);
                count += await SendAsync(tenant, now, cancellation);
            }
        }

        return count;
    }

    private async Task EmptyOutboxAsync(Tenant tenant, Instant now, CancellationToken cancellation)
    {
        var untold = await store.ListAsync(WebhookDocuments.UntoldOf(tenant), descending: false, 0, SweepSize, cancellation);
        if (untold.Count == 0)
        {
            return;
        }

        // After the facts: an endpoint that was made before one of them is there, and so are mails that were switched on.
        var wanted = await settings.OfAsync(tenant, cancellation);
        var endpoints = await store.ListAllAsync<WebhookEndpoint>(WebhookDocuments.EndpointsOf(tenant), cancellation);
        foreach (var document in untold)
        {
            var fact = document.As<BillingFact>(BillingDocuments.PartitionOf(tenant));
            var deliveries = endpoints.Where(endpoint => endpoint.Wants(fact)).Select(endpoint => DeliveryTransitions.Begin(endpoint, fact, now)).ToList();
            var due = deliveries.Select(delivery => DueDelivery.Of(tenant, delivery)!).ToList();
            var told = new ToldFact(fact, now, [.. deliveries.Select(delivery => delivery.Id)]);
            DocumentWrite[] mail = wanted.Wants(fact) ? [DueMail.Of(fact, now).ToWrite()] : [];

            // Where the commit does not hold, another sweeper has done the same.
            if (await store.CommitAsync(
                BillingDocuments.PartitionOf(tenant),
                [
                    DocumentWrite.Delete(document.Id, document.ETag),
                    DocumentWrite.Create(WebhookDocuments.Told(fact.Sequence), told.ToBody()),
                    .. deliveries.Select(delivery => DocumentWrite.Create(delivery.Id.ToString(), delivery.ToBody())),
                    .. due.Select(entry => entry.ToWrite()),
                    .. mail,
                ],
                cancellation))
            {
                // At once: what is due since long, to a receiver that is slow, does not hold up what is new.
                foreach (var entry in due)
                {
                    await commands.SendAsync(entry.ToCommand(), cancellation);
                }
            }
        }
    }

    private async Task<int> SendAsync(Tenant tenant, Instant now, CancellationToken cancellation)
    {
        var due = await store.ListAsync(WebhookDocuments.DueUntil(tenant, now), descending: false, 0, SweepSize, cancellation);
        foreach (var entry in due)
        {
            await commands.SendAsync(entry.As<DueDelivery>(BillingDocuments.PartitionOf(tenant)).ToCommand(), cancellation);
        }

        return due.Count;
    }
}
