using Tallystick.Core.Billing;
using Tallystick.Core.Catalog;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;

namespace Tallystick.Core.Proofs;

/// <summary>Explains lines of invoices: the events that they count.</summary>
/// <param name="store">Invoices, periods, metrics.</param>
/// <param name="events">Reads events back from the log.</param>
public sealed class LineEvents(IDocumentStore store, AccountEvents events)
{
    /// <summary>
    /// A page of the events behind a line, corrections and what they take the place of among them, in log order, and how many there are;
    /// none for a fee. Refused: <c>INVOICE_NOT_FOUND</c>, <c>INVOICE_LINE_NOT_FOUND</c>.
    /// </summary>
    public async Task<Result<Page<LineEvent>>> PageAsync(
        Tenant tenant, Id<Invoice> id, int lineId, PageRequest page, CancellationToken cancellation)
    {
        if (await store.ReadAsync<Invoice>(BillingDocuments.PartitionOf(tenant), id.ToString(), cancellation) is not { Value: var invoice })
        {
            return Refusal.NotFound("INVOICE", id.ToString());
        }

        if (invoice.Lines.FirstOrDefault(line => line.LineId == lineId) is not { } line)
        {
            return Refusal.NotFound("INVOICE_LINE", $"{lineId}");
        }

        var found = new List<LineEvent>();
        long total = 0;
        if (line.MetricId is { } metricId)
        {
            var metric = (await store.ReadAsync<Metric>(CatalogPartition.Of(tenant), metricId, cancellation))?.Value
                ?? throw new DamagedStoreException($"Metric {metricId} of a line is missing.");
            var (current, previous) = await SealsAsync(tenant, invoice, line, cancellation);
            await foreach (var delivery in events.CountedAsync(AccountId.Of(tenant, invoice.CustomerId), line.Period, cancellation))
            {
                var isOfLine = current.Covers(delivery.Position) && previous?.Covers(delivery.Position) != true;
                if (isOfLine && await ValueOfAsync(delivery, metric, cancellation) is { } value && total++ >= page.Offset && found.Count < page.Limit)
                {
                    var by = await events.CorrectionOfAsync(delivery, cancellation);
                    found.Add(new LineEvent(delivery.Event, delivery.Position, delivery.Usage!.Key, delivery.Usage.OccurredAt, delivery.EnqueuedAt, value)
                    {
                        Corrects = delivery.Usage.Corrects,
                        CorrectedBy = by is { } correction && current.Covers(correction) ? by : null,
                    });
                }
            }
        }

        return new Page<LineEvent>(found, page, total);
    }

    /// <summary>What an event measures; empty for a correction that only takes away; null for an event that the metric has nothing to do with.</summary>
    private async ValueTask<string?> ValueOfAsync(Delivery delivery, Metric metric, CancellationToken cancellation) =>
        ValueOf(delivery, metric) is { } value ? value
        : delivery.Usage!.Corrects is not null && ValueOf(await events.CorrectedByAsync(delivery, cancellation), metric) is not null ? ""
        : null;

    private static string? ValueOf(Delivery delivery, Metric metric)
    {
        Readings.Of(delivery.Usage!.Only(metric.Id), delivery.EnqueuedAt, new MetricSet([metric]), out var readings);
        return readings.Count == 0 ? null
            : metric.Aggregation == Aggregation.UniqueCount ? string.Join(", ", readings.Select(reading => reading.Distinct))
            : DecimalJsonConverter.Format(readings.Sum(reading => reading.Value));
    }

    /// <summary>A line counts up to the first seal; of what was late for an earlier period only what stands behind the second.</summary>
    private async Task<(BillingPeriod Current, BillingPeriod? Previous)> SealsAsync(Tenant tenant, Invoice invoice, InvoiceLine line, CancellationToken cancellation)
    {
        var all = await store.ListAllAsync<BillingPeriod>(BillingDocuments.PeriodsOf(tenant, invoice.SubscriptionId), cancellation);
        var current = all.First(period => period.Invoices.Contains(invoice.Id));
        return (current, line.Original is null ? null : all.First(period => period.Index == current.Index - 1));
    }
}
