using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;

namespace Tallystick.Core.Pools;

/// <summary>Gives back the units that paid for what is on an invoice, when it is called off.</summary>
/// <param name="store">Where the pools are.</param>
internal sealed class ReturnedUnits(IDocumentStore store)
{
    /// <summary>The period with its draws marked that are on an invoice or note of it, and the writes of their pools for the same commit. Done twice it changes nothing.</summary>
    internal async Task<(BillingPeriod After, IReadOnlyList<DocumentWrite> Writes)> OfAsync(Tenant tenant, Invoice invoice, BillingPeriod period, CancellationToken cancellation)
    {
        if (period.Draws is not { } draws || !draws.Any(IsTaken))
        {
            return (period, []);
        }

        var (partition, writes) = (BillingDocuments.PartitionOf(tenant), new List<DocumentWrite>());
        var all = await store.ListAllAsync<BillingPeriod>(BillingDocuments.PeriodsOf(tenant, period.SubscriptionId), cancellation);
        var invoices = all.ToDictionary(one => one.Index, one => one.InvoiceId);
        bool IsOn(UnitDraw draw) => IsTaken(draw) && (invoice.Original is { } original
            ? invoices.GetValueOrDefault(draw.Index) == original.InvoiceId
            : period.Notes.All(note => note.Original != invoices.GetValueOrDefault(draw.Index)));
        foreach (var drawn in draws.Where(IsOn).GroupBy(draw => draw.Metric))
        {
            var id = UnitPool.DocumentId(invoice.CustomerId, drawn.Key);
            if (await store.ReadAsync<UnitPool>(partition, id, cancellation) is { } read)
            {
                var fold = new PoolFold(read.Value, Instant.MinValue);
                foreach (var draw in drawn)
                {
                    // Without what corrections gave back of it since.
                    var left = all.SelectMany(one => one.Draws ?? []).Where(other => !other.IsReturned && (other.Index, other.Metric, other.Lot) == (draw.Index, draw.Metric, draw.Lot)).Sum(other => other.Quantity);
                    fold.Return(draw.Lot, Math.Clamp(left, 0, draw.Quantity));
                }

                writes.Add((read with { Value = fold.After }).ToWrite(id));
            }
        }

        return (writes.Count == 0 ? period : period with { Draws = [.. draws.Select(draw => IsOn(draw) ? draw with { IsReturned = true } : draw)] }, writes);
    }

    private static bool IsTaken(UnitDraw draw) => draw is { IsReturned: false, Quantity: > 0 };
}
