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
    private const decimal SmallestCharge = 0.000000001m;
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
                lines.Add(OfFee(price, context.Currency, sealedPeriod.Period));
            }
            else if (next is { } advance)
            {
                lines.Add(OfFee(price, context.Currency, advance));
            }
        }

        var (belated, unrated) = await late.OfAsync(context, sealedPeriod, metered, cancellation);
        return context.Version.Terms.LateEventPolicy == LateEventPolicy.CreditOrDebitNote
            ? new RatedPeriod(lines, RatedNote.Of(belated), unrated)
            : new RatedPeriod([.. lines, .. belated], [], unrated);
    }

    /// <summary>The lines of what is paid in advance of a period.</summary>
    internal static IReadOnlyList<BillableLine> InAdvance(SubscriptionContext context, Period period) =>
    [
        .. context.Version.Prices.Where(price => price.PaymentTerm == PaymentTerm.InAdvance).Select(price => OfFee(price, context.Currency, period)),
    ];

    private static BillableLine OfFee(Price price, Currency currency, Period period) => new()
    {
        DisplayName = price.InvoiceDisplayName,
        PriceId = price.Id.ToString(),
        Quantity = price.Quantity,
        UnitPrice = price.Model.DisplayUnitPrice,
        Amount = Rater.Rate(price.Model, price.Quantity, currency),
        Period = period,
        Kind = LineKind.Fee,
    };

    private async Task<BillableLine> OfUsageAsync(
        SubscriptionContext context, Price price, Metric metric, BillingPeriod sealedPeriod, CancellationToken cancellation)
    {
        var read = await usage.ReadAsync(context.Account, metric, [sealedPeriod.Period], sealedPeriod.Covers, cancellation);
        var total = read[0].Total(metric.Aggregation);
        var quantity = total.Quantity(metric.Aggregation);
        var amount = Rater.Rate(price.Model, quantity, context.Currency);
        return new BillableLine
        {
            DisplayName = price.InvoiceDisplayName,
            PriceId = price.Id.ToString(),
            MetricId = metric.Id.ToString(),
            MetricName = metric.Name,
            Unit = metric.Unit,
            Quantity = quantity,
            UnitPrice = price.Model.DisplayUnitPrice,
            Amount = amount,
            Prepaid = PrepaidOf(price, total, quantity, context.Currency),
            Period = sealedPeriod.Period,
            Kind = LineKind.Usage,
            Evidence = new LineEvidence { EventCount = total.Events, Positions = read[0].Positions, Hash = total.Hash },
        };
    }

    /// <summary>
    /// What the wallet has paid of a line. It pays for single events to nine digits, a line is rounded once: where all usage is paid at once,
    /// what is left to pay is what the wallet could not, so that no fraction of a cent is billed again, and what it was never asked for: usage that
    /// came before the subscription was on record.
    /// </summary>
    internal static decimal PrepaidOf(Price price, Aggregate total, decimal quantity, Currency currency)
    {
        var digits = currency.MinorUnitDigits;
        var amount = Rater.Rate(price.Model, quantity, currency);
        if (price.PaymentTerm != PaymentTerm.Instant)
        {
            return Math.Min(amount, Exact.Round(total.Paid, digits));
        }

        // Rounding single events moves their sum by less than a unit of the ninth digit each.
        var unasked = Rater.RateExact(price.Model, quantity) - total.Paid - total.Owed;
        var left = total.Owed + (unasked > total.Events * SmallestCharge ? unasked : 0);
        return amount - Math.Min(amount, Exact.Round(left, digits));
    }

    private async Task<Metric> MetricAsync(SubscriptionContext context, Id<Metric> id, CancellationToken cancellation) =>
        await metrics.ReadAsync(CatalogPartition.Of(context.Tenant), id.ToString(), cancellation)
            ?? throw new DamagedStoreException($"Metric {id} of a price is missing.");
}
