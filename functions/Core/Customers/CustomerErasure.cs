using NodaTime;
using Tallystick.Core.Notifications;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;

namespace Tallystick.Core.Customers;

/// <summary>Erases a customer's personal data, and ends the business with the customer.</summary>
/// <remarks>
/// The customer's own document first, so that nothing new is taken; then the subscriptions end now, and what they used is billed; then all that is
/// known elsewhere goes. Every step may be repeated: after a crash the merchant erases again.
/// </remarks>
public sealed class CustomerErasure(IDocumentStore store, SubscriptionService subscriptions, IEnumerable<ICustomerErased> listeners)
{
    private readonly Announcements announcements = new(store);
    private const string Reason = "The customer was erased.";

    /// <summary>Erases. Repeated it changes nothing, and ends what was left undone. Refused: <c>CUSTOMER_NOT_FOUND</c>.</summary>
    public async Task<Result<Customer>> EraseAsync(Tenant tenant, Id<Customer> id, Instant now, CancellationToken cancellation)
    {
        if (await EraseDocumentAsync(tenant, id, now, cancellation) is not { } erased)
        {
            return Refusal.NotFound("CUSTOMER", id.ToString());
        }

        await EndSubscriptionsAsync(tenant, id, cancellation);
        foreach (var listener in listeners)
        {
            await listener.ErasedAsync(tenant, erased, cancellation);
        }

        return erased;
    }

    private async Task<Customer?> EraseDocumentAsync(Tenant tenant, Id<Customer> id, Instant now, CancellationToken cancellation)
    {
        var partition = CustomerPartition.Of(tenant);
        while (await store.ReadAsync<Customer>(partition, id.ToString(), cancellation) is { } read)
        {
            if (read.Value.ErasedAt is not null)
            {
                return read.Value;
            }

            var erased = read.Value.Erase(now);
            List<DocumentWrite> writes = [(read with { Value = erased }).ToWrite(id.ToString())];
            if (read.Value.ExternalId is { } externalId
                && await store.ReadAsync(partition, CustomerPartition.ExternalDocument(externalId), cancellation) is { } holder)
            {
                writes.Add(DocumentWrite.Delete(holder.Id, holder.ETag));
            }

            await announcements.CommitAsync(tenant, partition, writes, [CustomerFigures.FactOf(erased)], cancellation);
        }

        return null;
    }

    private async Task EndSubscriptionsAsync(Tenant tenant, Id<Customer> id, CancellationToken cancellation)
    {
        var account = AccountId.Of(tenant, id);
        foreach (var subscription in (await subscriptions.OfAsync(account, cancellation)).Subscriptions)
        {
            var ended = await subscriptions.TerminateAsync(tenant, subscription.Id, Reason, effectiveAt: null, cancellation);
            if (!ended.TryGet(out _, out var refused) && refused.Code != "ALREADY_TERMINATED")
            {
                throw new InvalidOperationException($"Subscription {subscription.Id} could not be ended: {refused.Message}");
            }

            // Names and reasons are free text: they may say who it was.
            await subscriptions.ChangeAsync(
                account,
                subscription.Id,
                all => all.With(all.Find(subscription.Id)! with { Name = Customer.ErasedText, TerminationReason = Reason }),
                cancellation);
        }
    }
}
