using NodaTime.Text;
using Tallystick.Core.Billing;
using Tallystick.Core.Customers;
using Tallystick.Core.Notifications;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Core.Limits;

/// <summary>The alerts that were raised: each crossing once, in one commit with the fact that webhooks tell of.</summary>
/// <param name="store">Where they are: in the partition of the outbox.</param>
public sealed class AlertBook(IDocumentStore store)
{
    private const string ByTime = "alerts:";
    private static readonly InstantPattern SortableTime = InstantPattern.CreateWithInvariantCulture("uuuuMMddHHmmssfff");

    private readonly Outbox outbox = new(store);

    /// <summary>An alert, or the refusal <c>ALERT_NOT_FOUND</c>.</summary>
    public async Task<Result<Alert>> GetAsync(Tenant tenant, Id<Alert> id, CancellationToken cancellation) =>
        await store.ReadAsync<Alert>(BillingDocuments.PartitionOf(tenant), IdOf(id), cancellation) is { } found
            ? found.Value
            : Refusal.NotFound("ALERT", id.ToString());

    /// <summary>The alerts of one customer, or of all, by the customers' clocks the newest first.</summary>
    public async Task<Page<Alert>> PageAsync(Tenant tenant, Id<Customer>? customer, PageRequest page, CancellationToken cancellation) =>
        await store.PageAsync<Alert>(
            DocumentRange.WithPrefix(BillingDocuments.PartitionOf(tenant), customer is { } one ? PrefixOf(one) : ByTime), page, cancellation);

    /// <summary>Raises an alert, unless its crossing was told before.</summary>
    internal async Task RaiseAsync(Tenant tenant, Alert alert, CancellationToken cancellation)
    {
        var partition = BillingDocuments.PartitionOf(tenant);
        while (await store.ReadAsync(partition, IdOf(alert.Id), cancellation) is null)
        {
            var telling = await outbox.TellingAsync(tenant, [sequence => FactOf(alert, sequence)], cancellation);
            var entry = $"{SortableTime.Format(alert.At)}:{alert.Id}";
            await store.CommitAsync(
                partition,
                [
                    .. telling,
                    DocumentWrite.Create(IdOf(alert.Id), alert.ToBody()),
                    DocumentWrite.Create(ByTime + entry, alert.ToBody()),
                    DocumentWrite.Create(PrefixOf(alert.CustomerId) + entry, alert.ToBody()),
                ],
                cancellation);
        }
    }

    private static string IdOf(Id<Alert> id) => id.ToString();

    private static string PrefixOf(Id<Customer> customer) => $"alerts-of:{customer}:";

    private static BillingFact FactOf(Alert alert, long sequence) => new()
    {
        Id = Id<BillingFact>.Of(alert.Id.Suffix),
        Type = FactTypes.Of(alert.Kind),
        At = alert.At,
        Sequence = sequence,
        Alert = alert,
    };
}
