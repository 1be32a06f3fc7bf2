using Tallystick.Core.Catalog;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;

namespace Tallystick.Core.Billing;

/// <summary>Finds the invoice lines that an event is counted on.</summary>
/// <remarks>
/// The first sealed period, from the one that it occurred in on, whose seal covers the event's position has it: as a line of its own period,
/// or as a late line, of its invoice or of a note, that cites the earlier one.
/// </remarks>
/// <param name="store">Where periods and invoices are.</param>
/// <param name="definitions">What the event measures, and what is subscribed.</param>
public sealed class BilledLines(IDocumentStore store, IAccountTermsReader definitions)
{
    private readonly ParsedDocuments<Invoice> invoices = new(store);

    /// <summary>The lines of a counted delivery, one for each metric that is billed; none before its period has an invoice.</summary>
    public async Task<IReadOnlyList<BilledLine>> FindAsync(Delivery counted, CancellationToken cancellation)
    {
        var lines = new List<BilledLine>();
        var (tenant, usage) = (counted.Account.Tenant, counted.Usage!);
        var terms = await definitions.TermsAsync(counted.Account, cancellation);
        Readings.Of(usage, counted.EnqueuedAt, await definitions.MetricsAsync(tenant, cancellation), out var readings);
        foreach (var metric in readings.Select(reading => reading.Metric.Id).Distinct())
        {
            foreach (var subscription in terms.Subscriptions.Where(phase => phase.Prices.ContainsKey(metric)).Select(phase => phase.Subscription).Distinct())
            {
                if (await FindAsync(counted, metric, subscription, cancellation) is { } line)
                {
                    lines.Add(line);
                }
            }
        }

        return lines;
    }

    private async Task<BilledLine?> FindAsync(Delivery counted, Id<Metric> metric, string subscription, CancellationToken cancellation)
    {
        var tenant = counted.Account.Tenant;
        var periods = await store.ListAllAsync<BillingPeriod>(BillingDocuments.PeriodsOf(tenant, subscription), cancellation);
        var own = periods.FirstOrDefault(period => !period.IsRunOff && period.Period.Contains(counted.Usage!.OccurredAt));
        var billing = own is null ? null : periods.FirstOrDefault(period => period.Index >= own.Index && period.Covers(counted.Position));
        var note = billing?.Notes.FirstOrDefault(note => note.Original == own!.InvoiceId);
        if ((note?.Id ?? billing?.InvoiceId) is not { } id)
        {
            return null;
        }

        var invoice = await invoices.ReadAsync(BillingDocuments.PartitionOf(tenant), id.ToString(), cancellation)
            ?? throw new DamagedStoreException($"Invoice {id} of a period is missing.");
        var line = invoice.Lines.FirstOrDefault(line => line.MetricId == metric.ToString() && line.Period == own!.Period);
        return line is null ? null : new BilledLine(id, invoice.Number, line.LineId, metric.ToString());
    }
}
