using Tallystick.Core.Catalog;
using Tallystick.Core.Rating;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;

namespace Tallystick.Core.Billing;

/// <summary>Rates a period into invoice lines.</summary>
internal sealed class PeriodLines(IDocumentStore store, IUsageSource usage)
{
    private readonly MeteredPrices metered = new(store);
    private readonly FeeDifferences differences = new(store);
    private readonly LateLines late = new(store, usage);

    /// <summary>
    /// What a sealed period comes to: its usage and fees in arrears, what its fees in advance come to differently, the fees of the next period in advance, and
    /// late usage of earlier periods, on the invoice or on notes of its own. A run-off has late usage alone.
    /// </summary>
    /// <param name="context">The subscription.</param>
    /// <param name="sealedPeriod">The period.</param>
    /// <param name="next">The period after it; null where the subscription has ended.</param>
    /// <param name="cancellation">Ends the work.</param>
    internal async Task<RatedPeriod> OfAsync(
        SubscriptionContext context, BillingPeriod sealedPeriod, SubscriptionPeriod? next, CancellationToken cancellation)
    {
        var lines = sealedPeriod.IsRunOff ? [] : await OfPeriodAsync(context, sealedPeriod, next, cancellation);
        var belated = await late.OfAsync(context, sealedPeriod, cancellation);
        return new RatedPeriod([.. lines, .. belated.Lines], RatedNote.Of(belated.OnNotes), belated.Unrated);
    }

    /// <remarks>In the order of the plan's prices; where the next period is billed by others, theirs come behind.</remarks>
    private async Task<IReadOnlyList<BillableLine>> OfPeriodAsync(
        SubscriptionContext context, BillingPeriod sealedPeriod, SubscriptionPeriod? next, CancellationToken cancellation)
    {
        var lines = new List<BillableLine>();
        var at = context.At(sealedPeriod.Index)!;
        foreach (var price in at.Billed.Prices)
        {
            if (price.MetricId is { } id)
            {
                lines.Add(await OfUsageAsync(context, price, await metered.OfAsync(context, id, cancellation), sealedPeriod, cancellation));
            }
            else if (price.PaymentTerm == PaymentTerm.InArrears)
            {
                lines.AddRange(Any(FeeLine.Of(price, context.Currency, sealedPeriod.Period, at.Share)));
            }
            else if (next?.Billed == at.Billed)
            {
                lines.AddRange(Any(FeeLine.Of(price, context.Currency, next.Period, next.Share)));
            }
        }

        lines.AddRange(await differences.OfAsync(context, sealedPeriod, cancellation));
        return next is null || next.Billed == at.Billed ? lines : [.. lines, .. FeeLine.InAdvance(context, next)];
    }

    private static IEnumerable<BillableLine> Any(BillableLine? line) => line is null ? [] : [line];

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
}
