using Tallystick.Core.Billing;
using Tallystick.Core.Commands;
using Tallystick.Core.Storage;
using Tallystick.Core.Values;

namespace Tallystick.Core.Notifications;

/// <summary>
/// Tries deliveries on workers' commands. The entry of a delivery stays until its attempt is noted: a crash on the way makes it be sent once more, never
/// not at all.
/// </summary>
/// <param name="store">Where deliveries are.</param>
/// <param name="commands">Where the command of the next attempt goes.</param>
/// <param name="sender">Calls the receiver.</param>
/// <param name="time">The clock of attempts.</param>
public sealed class WebhookDeliverer(IDocumentStore store, ICommandQueue commands, IWebhookSender sender, TimeProvider time)
{
    private readonly DeliveryWrites deliveries = new(store);

    /// <summary>Tries a delivery once; nothing where it was tried already, or is to be tried at another time.</summary>
    /// <exception cref="StoreUnavailableException">A store cannot answer now: the command is to be done again.</exception>
    public async Task RunAsync(Command command, CancellationToken cancellation)
    {
        var due = DueDelivery.Of(command);
        var tenant = due.Tenant;
        if (await FindAsync(due, cancellation) is not { } delivery)
        {
            return;
        }

        var endpoint = await EndpointAsync(due, cancellation);
        if (endpoint is not { Value: { DisabledAt: null } called })
        {
            await NoteAsync(due, late => late.GiveUp(endpoint is null ? "The endpoint was deleted." : "The endpoint is disabled."), cancellation);
            return;
        }

        var told = await store.ReadAsync<ToldFact>(BillingDocuments.PartitionOf(tenant), WebhookDocuments.Told(delivery.Value.Sequence), cancellation)
            ?? throw new DamagedStoreException($"The fact of delivery {due.Delivery} is missing.");
        var now = time.GetInstant();
        var answer = await sender.SendAsync(new WebhookMessage(called.Url, told.Value.Fact, now, called.SecretsAt(now)), cancellation);
        var attempt = new DeliveryAttempt(time.GetInstant(), answer.StatusCode, answer.Error);
        await NoteAsync(due, tried => tried.Attempted(attempt), cancellation, goneUrl: attempt.IsGone ? called.Url : null);
    }

    /// <summary>Gives a delivery up that cannot be tried, so that it stops alone. Of one that cannot be read the entry goes under another name, to be seen.</summary>
    /// <exception cref="StoreUnavailableException">A store cannot answer now: the command is to be done again.</exception>
    public async Task SetAsideAsync(Command command, CancellationToken cancellation)
    {
        var due = DueDelivery.Of(command);
        try
        {
            await NoteAsync(due, delivery => delivery.GiveUp("It could not be sent: see the log of the operator."), cancellation);
        }
        catch (DamagedStoreException)
        {
            // What is damaged stays as it is; the worker has logged why, and only the entry would bring it back.
            await StopAsync(due, cancellation);
        }
    }

    private async Task StopAsync(DueDelivery due, CancellationToken cancellation)
    {
        var partition = BillingDocuments.PartitionOf(due.Tenant);
        if (await store.ReadAsync(partition, due.Entry, cancellation) is { } entry)
        {
            await store.CommitAsync(
                partition, [DocumentWrite.Put(WebhookDocuments.Stopped(due), entry.Body), DocumentWrite.Delete(due.Entry, entry.ETag)], cancellation);
        }
    }

    private async Task NoteAsync(DueDelivery due, Func<WebhookDelivery, WebhookDelivery> change, CancellationToken cancellation, string? goneUrl = null)
    {
        // Whoever came first has noted an attempt of its own, or asked for a replay: this one counts no more.
        while (await FindAsync(due, cancellation) is { } read)
        {
            var next = change(read.Value);
            var writes = await deliveries.ChangingAsync(due.Tenant, read, next, cancellation);

            // The owner may have named another address while the old one was called.
            if (goneUrl is not null && await EndpointAsync(due, cancellation) is { } endpoint && endpoint.Value.Url == goneUrl)
            {
                var disabled = endpoint with { Value = endpoint.Value.Disable("The receiver answered 410 Gone.", time.GetInstant()) };
                writes = [.. writes, disabled.ToWrite(due.Endpoint.ToString())];
            }

            if (await store.CommitAsync(BillingDocuments.PartitionOf(due.Tenant), writes, cancellation))
            {
                if (DueDelivery.Of(due.Tenant, next) is { } again)
                {
                    await commands.SendAsync(again.ToCommand(), cancellation);
                }

                return;
            }
        }
    }

    /// <summary>The delivery, as long as it waits for this attempt.</summary>
    private async Task<Versioned<WebhookDelivery>?> FindAsync(DueDelivery due, CancellationToken cancellation) =>
        await deliveries.ReadAsync(due.Tenant, due.Delivery, cancellation) is { } read && DueDelivery.Of(due.Tenant, read.Value) == due ? read : null;

    private ValueTask<Versioned<WebhookEndpoint>?> EndpointAsync(DueDelivery due, CancellationToken cancellation) =>
        store.ReadAsync<WebhookEndpoint>(BillingDocuments.PartitionOf(due.Tenant), due.Endpoint.ToString(), cancellation);
}
