using NodaTime;
using Tallystick.Core.Customers;
using Tallystick.Core.Pools;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Core.Billing;

/// <summary>Keeps the period of an invoice in step with it.</summary>
internal sealed class InvoicePeriods(IDocumentStore store, IIdSource ids)
{
    /// <summary>How long a note is left alone: far longer than a movement takes, and than the clocks of two machines may differ.</summary>
    private static readonly Duration Patience = Duration.FromHours(1);

    private readonly ReturnedUnits units = new(store);

    /// <summary>
    /// The writes that let an invoice's period follow it, for the same commit: none where it has none, or needs no change. Of one that is called off the units go back that it was drafted with.
    /// </summary>
    internal async Task<IReadOnlyList<DocumentWrite>> FollowingAsync(Tenant tenant, Invoice invoice, CancellationToken cancellation)
    {
        if (await FindAsync(tenant, invoice, cancellation) is not { } found)
        {
            return [];
        }

        var followed = found.Value.Follow(invoice).TryGet(out var taken, out _) ? taken : found.Value;
        var (after, returning) = invoice.Status == InvoiceStatus.Void ? await units.OfAsync(tenant, invoice, followed, cancellation) : (followed, []);
        return after == found.Value ? [] : [(found with { Value = after }).ToWrite(BillingDocuments.Period(after)), .. returning];
    }

    /// <summary>
    /// Notes that money moves for an invoice: should whoever moves it not come to the end, closing looks at its period again and goes on. The wallet
    /// and the invoice are in two partitions, so there is a moment between them.
    /// </summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="invoice">The invoice.</param>
    /// <param name="now">The customer's time.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>The note, for <see cref="ForgetMovementAsync"/>.</returns>
    internal async Task<string> NoteMovementAsync(Tenant tenant, Invoice invoice, Instant now, CancellationToken cancellation)
    {
        // Only what is paid in advance of the first period is on an invoice that no period has.
        var index = await FindAsync(tenant, invoice, cancellation) is { Value: var period } ? period.Index : 0;
        var customer = await store.ReadAsync<Customer>(CustomerPartition.Of(tenant), invoice.CustomerId.ToString(), cancellation);
        return await NoteMovementAsync(tenant, customer?.Value.TestClockId, invoice, index, now, cancellation);
    }

    /// <summary>As the other, for who knows the number of the invoice's period, and the customer's test clock.</summary>
    internal async Task<string> NoteMovementAsync(Tenant tenant, string? clock, Invoice invoice, int index, Instant now, CancellationToken cancellation)
    {
        // An entry of its own for each movement: who is done first must not take another's away.
        var entry = BillingDocuments.Movement(clock, now + Patience, invoice.SubscriptionId, index, ids.NextSuffix());
        var due = new DuePeriod(tenant, Id<Subscription>.Parse(invoice.SubscriptionId), index, entry);
        await store.CommitAsync(BillingDocuments.PartitionOf(tenant), [DocumentWrite.Put(entry, due.ToBody())], cancellation);
        return entry;
    }

    /// <summary>Takes the note away: the movement has come to its end.</summary>
    internal async Task ForgetMovementAsync(Tenant tenant, string? entry, CancellationToken cancellation)
    {
        var partition = BillingDocuments.PartitionOf(tenant);
        if (entry is not null && await store.ReadAsync(partition, entry, cancellation) is { } standing)
        {
            await store.CommitAsync(partition, [DocumentWrite.Delete(entry, standing.ETag)], cancellation);
        }
    }

    /// <summary>What gives back part of what an invoice bills, another invoice or note or the closing that drafts it; null where nothing does.</summary>
    internal async Task<string?> CreditToAsync(Tenant tenant, Invoice invoice, CancellationToken cancellation)
    {
        var items = invoice.Lines.Select(line => BilledItem.Of(invoice, line)).ToHashSet();
        var periods = await store.ListAllAsync<BillingPeriod>(BillingDocuments.PeriodsOf(tenant, invoice.SubscriptionId), cancellation);
        var own = periods.FirstOrDefault(period => period.Invoices.Contains(invoice.Id))?.Index ?? -1;
        foreach (var period in periods.Where(period => period.Index > own))
        {
            if (period.State == PeriodState.Sealed && period.Held.Contains(invoice.Id))
            {
                return BillingDocuments.Period(period);
            }

            foreach (var id in period.Invoices)
            {
                if (await store.ReadAsync<Invoice>(BillingDocuments.PartitionOf(tenant), id.ToString(), cancellation) is { Value: { Status: not InvoiceStatus.Void } later }
                    && later.Lines.Any(line => items.Contains(BilledItem.Of(later, line)) && line.Original is not null && line.TotalAmount < line.Prepaid))
                {
                    return id.ToString();
                }
            }
        }

        return null;
    }

    /// <summary>The period that has an invoice or note; null for what is paid in advance of the first period, which is on an invoice of no period.</summary>
    internal async Task<Versioned<BillingPeriod>?> FindAsync(Tenant tenant, Invoice invoice, CancellationToken cancellation)
    {
        var range = BillingDocuments.PeriodsOf(tenant, invoice.SubscriptionId);
        foreach (var document in await store.ListAsync(range, descending: true, 0, int.MaxValue, cancellation))
        {
            var period = document.As<BillingPeriod>(range.Partition);
            if (period.Invoices.Contains(invoice.Id))
            {
                return new Versioned<BillingPeriod>(period, document.ETag);
            }
        }

        return null;
    }
}
