using Tallystick.Core.Catalog;
using Tallystick.Core.Rating;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Core.Billing;

/// <summary>Rates a period into invoice lines.</summary>
internal sealed class PeriodLines(IDocumentStore store, IUsageSource usage)
{
    private readonly ParsedDocuments<Metric> metrics = new(store);
    private readonly LateLines late = new(store, usage);

    /// <summary>
    /// What a sealed period comes to: its usage and fees in arrears, the fees of the next period in advance, and late usage of earlier periods, on the
    /// invoice or on notes of its own. A run-off has late usage alone.
    /// </summary>
    /// <param name="context">The subscription.</param>
    /// <param name="sealedPeriod">The period.</param>
    /// <param name="next">The period after it; null where the subscription has ended.</param>
    /// <param name="cancellation">Ends the work.</param>
    internal async Task<RatedPeriod> OfAsync(
        SubscriptionContext context, BillingPeriod sealedPeriod, Period? next, CancellationToken cancellation)
    {
        var lines = new List<BillableLine>();
        var metered = new List<(Price, Metric)>();
        foreach (var price in context.Version.Prices)
        {
            if (price.MetricId is { } id)
            {
                var metric = await MetricAsync(context, id, cancellation);
                metered.Add((price, metric));
                if (!sealedPeriod.IsRunOff)
                {
                    lines.Add(await OfUsageAsync(context, price, metric, sealedPeriod, cancellation));
                }
            }
            else if (sealedPeriod.IsRunOff)
            {
                continue;
            }
            else if (price.PaymentTerm == PaymentTerm.InArrears)
            {
                lines.Add(FeeLine.Of(price, context.Currency, sealedPeriod.Period));
            }
            else if (next is { } advance)
            {
                lines.Add(FeeLine.Of(price, context.Currency, advance));
            }
        }

        var (belated, unrated) = await late.OfAsync(context, sealedPeriod, metered, cancellation);
        return context.Version.Terms.LateEventPolicy == LateEventPolicy.CreditOrDebitNote
            ? new RatedPeriod(lines, RatedNote.Of(belated), unrated)
            : new RatedPeriod([.. lines, .. belated], [], unrated);
    }

    private async Task<BillableLine> OfUsageAsync(
        SubscriptionContext context, Price price, Metric metric, BillingPeriod sealedPeriod, CancellationToken cancellation)
    {
        var read = await usage.ReadAsync(context.Account, metric, [sealedPeriod.Period], sealedPeriod.Covers, price.Model.NeedsGroups, cancellation);
        var total = read[0].Total(metric.Aggregation);
        var rated = RatedUsage.Of(price, metric, read[0], context.Currency);
        return new BillableLine
        {
            DisplayName = price.InvoiceDisplayName,
            PriceId = price.Id.ToString(),
            MetricId = metric.Id.ToString(),
            MetricName = metric.Name,
            Unit = metric.Unit,
            Quantity = rated.Quantity,
            UnitPrice = Rater.UnitPrice(price.Model, rated.Quantity, rated.Unrounded),
            Details = Rater.Details(price.Model, rated.Used),
            Amount = rated.Amount,
            Prepaid = rated.Prepaid,
            Period = sealedPeriod.Period,
            Kind = LineKind.Usage,
            Evidence = new LineEvidence { EventCount = total.Events, Positions = read[0].Positions, Hash = total.Hash },
        };
    }

    private async Task<Metric> MetricAsync(SubscriptionContext context, Id<Metric> id, CancellationToken cancellation) =>
        await metrics.ReadAsync(CatalogPartition.Of(context.Tenant), id.ToString(), cancellation)
            ?? throw new DamagedStoreException($"Metric {id} of a price is missing.");
}
