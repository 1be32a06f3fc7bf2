using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Pools;
using Tallystick.Core.Rating;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Core.Billing;

/// <summary>Rates a period into invoice lines.</summary>
internal sealed class PeriodLines(IDocumentStore store, IUsageSource usage)
{
    private readonly MeteredPrices metered = new(store);
    private readonly FeeDifferences feeDifferences = new(store);
    private readonly LateLines late = new(store, usage);
    private readonly UnitDrawing units = new(usage);
    private readonly EarlierInvoices earlier = new(store);

    /// <summary>As <see cref="OfAsync"/>, for a period whose invoice is not drafted yet: with what was taken back of earlier invoices by now.</summary>
    /// <returns>The period as it was rated, what it comes to, and the earlier invoices that this was looked up in.</returns>
    internal async Task<(BillingPeriod Period, RatedPeriod Rated, IReadOnlyList<Versioned<Invoice>> Earlier)> RateAsync(
        SubscriptionContext context, BillingPeriod sealedPeriod, SubscriptionPeriod? next, AccountPools? pools, CancellationToken cancellation)
    {
        var rated = await OfAsync(context, sealedPeriod, next, pools, cancellation);
        sealedPeriod = sealedPeriod with { Unrated = rated.Unrated, Draws = rated.Draws };
        var (known, before) = await earlier.KnownAsync(context, sealedPeriod, rated.Lines.Concat(rated.Notes.SelectMany(note => note.Lines)), cancellation);
        return (known, ReferenceEquals(known, sealedPeriod) ? rated : await OfAsync(context, known, next, pools: null, cancellation), before);
    }

    /// <summary>
    /// What a sealed period comes to: its usage and fees in arrears, what its fees in advance come to differently, the fees of the next period in advance, and
    /// late usage of earlier periods, on the invoice or on notes of its own. A run-off has late usage alone.
    /// </summary>
    /// <param name="context">The subscription.</param>
    /// <param name="sealedPeriod">The period.</param>
    /// <param name="next">The period after it; null where the subscription has ended.</param>
    /// <param name="pools">What units are drawn from; null where none are, or it is known which were.</param>
    /// <param name="cancellation">Ends the work.</param>
    internal async Task<RatedPeriod> OfAsync(
        SubscriptionContext context, BillingPeriod sealedPeriod, SubscriptionPeriod? next, AccountPools? pools, CancellationToken cancellation)
    {
        sealedPeriod = sealedPeriod.IsRunOff ? sealedPeriod : await DrawAsync(context, sealedPeriod, pools, cancellation);
        var lines = sealedPeriod.IsRunOff ? [] : await OfPeriodAsync(context, sealedPeriod, next, cancellation);
        var belated = await late.OfAsync(context, sealedPeriod, pools, cancellation);
        return new RatedPeriod([.. lines, .. belated.Lines], RatedNote.Of(belated.OnNotes), belated.Unrated)
        {
            Draws = pools is null ? sealedPeriod.Draws : [.. sealedPeriod.Draws ?? [], .. belated.Draws],
            IsCharged = !sealedPeriod.IsRunOff && context.Calendar.PhaseOf(sealedPeriod.Index).IsCharged,
        };
    }

    /// <summary>The period with the units that pay for its usage, where they are drawn from pools.</summary>
    internal async Task<BillingPeriod> DrawAsync(SubscriptionContext context, BillingPeriod counted, AccountPools? pools, CancellationToken cancellation)
    {
        if (pools is null)
        {
            return counted;
        }

        var draws = new List<UnitDraw>();
        foreach (var price in context.At(counted.Index)!.Billed.Prices)
        {
            if (pools.For(price) is { } pool)
            {
                draws.AddRange(await units.OfPeriodAsync(context, counted, price, await metered.OfAsync(context, pool.Metric, cancellation), pool, cancellation));
            }
        }

        return counted with { Draws = draws };
    }

    /// <remarks>
    /// In the order of the plan's prices; what is taken off, and what the next period is billed by other prices, come behind.
    /// </remarks>
    private async Task<IReadOnlyList<BillableLine>> OfPeriodAsync(
        SubscriptionContext context, BillingPeriod sealedPeriod, SubscriptionPeriod? next, CancellationToken cancellation)
    {
        var (all, own, ahead) = (new List<BillableLine>(), new List<BillableLine>(), new List<BillableLine>());
        var (at, currency) = (context.At(sealedPeriod.Index)!, context.Currency);
        var advance = next?.Billed == at.Billed ? next : null;
        foreach (var price in at.Billed.Prices)
        {
            var isAhead = price is { MetricId: null, PaymentTerm: PaymentTerm.InAdvance };
            var line = price.MetricId is { } id
                ? await OfUsageAsync(context, price, await metered.OfAsync(context, id, cancellation), sealedPeriod, cancellation)
                : FeeOf(price, isAhead ? advance : at, isAhead ? advance?.Period : sealedPeriod.Period, currency);
            if (line is not null)
            {
                all.Add(line);
                (isAhead ? ahead : own).Add(line);
            }
        }

        var differences = await feeDifferences.OfAsync(context, sealedPeriod, cancellation);
        own.AddRange(PlanDiscounts.OnPeriod(at, own, currency));
        return
        [
            .. all,
            .. differences,
            .. own.Where(line => line.Kind == LineKind.Discount),
            .. PlanDiscounts.OnOthers(at.Billed, at.Number, differences, currency),
            .. Any(PlanBounds.LineOf(sealedPeriod.Period, at, own, currency)),
            .. advance is { } same ? PlanDiscounts.OnOthers(same.Billed, same.Number, ahead, currency) : next is null ? [] : FeeLine.InAdvance(next, currency),
        ];
    }

    /// <summary>
    /// What a period comes to by itself, whatever stands on which invoice: its usage and all its fees, those paid in advance of it among them, with what its plan
    /// takes off and makes up.
    /// </summary>
    internal async Task<IReadOnlyList<BillableLine>> OfPeriodAloneAsync(SubscriptionContext context, BillingPeriod counted, CancellationToken cancellation)
    {
        var (at, currency) = (context.At(counted.Index)!, context.Currency);
        var own = await InArrearsAsync(context, at, counted, cancellation);
        return [.. own, .. FeeLine.InAdvance(at, currency), .. Any(PlanBounds.LineOf(counted.Period, at, own, currency))];
    }

    /// <summary>What a period comes to by an instant, of what its own invoice charges for it: usage, and the part of fees and bounds that the time is of the period.</summary>
    /// <param name="context">The subscription.</param>
    /// <param name="counted">The period.</param>
    /// <param name="until">The instant.</param>
    /// <param name="isPresent">True where the instant is the present: then all usage is taken that is counted by now, as for the upcoming invoice.</param>
    /// <param name="pools">What units are drawn from where it is not known which were; null for none.</param>
    /// <param name="cancellation">Ends the work.</param>
    internal async Task<IReadOnlyList<BillableLine>> OfPeriodUntilAsync(
        SubscriptionContext context, BillingPeriod counted, Instant until, bool isPresent, AccountPools? pools, CancellationToken cancellation)
    {
        var at = context.At(counted.Index)!.Until(until);
        var period = isPresent ? counted : counted with { Period = at.Period };
        var own = await InArrearsAsync(context, at, counted.Draws is null ? await DrawAsync(context, period, pools, cancellation) : period, cancellation);
        return [.. own, .. Any(PlanBounds.LineOf(at.Period, at, own, context.Currency))];
    }

    /// <summary>What came late for periods that are billed, on the invoice of a period or on notes that are drawn with it.</summary>
    internal async Task<IReadOnlyList<BillableLine>> OfLateAsync(SubscriptionContext context, BillingPeriod sealedPeriod, AccountPools? pools, CancellationToken cancellation)
    {
        var belated = await late.OfAsync(context, sealedPeriod, pools, cancellation);
        IReadOnlyList<BillableLine> lines = [.. belated.Lines, .. belated.OnNotes];
        var drawn = sealedPeriod with { Draws = pools is null ? sealedPeriod.Draws : [.. sealedPeriod.Draws ?? [], .. belated.Draws] };
        var (known, _) = await earlier.KnownAsync(context, drawn, lines, cancellation);
        if (ReferenceEquals(known, drawn))
        {
            return lines;
        }

        belated = await late.OfAsync(context, known, pools: null, cancellation);
        return [.. belated.Lines, .. belated.OnNotes];
    }

    private async Task<List<BillableLine>> InArrearsAsync(
        SubscriptionContext context, SubscriptionPeriod at, BillingPeriod counted, CancellationToken cancellation)
    {
        var own = new List<BillableLine>();
        foreach (var price in at.Billed.Prices.Where(price => price.PaymentTerm != PaymentTerm.InAdvance))
        {
            own.AddRange(Any(price.MetricId is { } id
                ? await OfUsageAsync(context, price, await metered.OfAsync(context, id, cancellation), counted, cancellation)
                : FeeOf(price, at, counted.Period, context.Currency)));
        }

        own.AddRange(PlanDiscounts.OnPeriod(at, own, context.Currency));
        return own;
    }

    private static BillableLine? FeeOf(Price price, SubscriptionPeriod? period, Period? time, Currency currency) =>
        period is not null && period.Prices.Contains(price) ? FeeLine.Of(price, currency, time!.Value, period.Share) : null;

    private static IEnumerable<BillableLine> Any(BillableLine? line) => line is null ? [] : [line];

    private async Task<BillableLine> OfUsageAsync(
        SubscriptionContext context, Price price, Metric metric, BillingPeriod sealedPeriod, CancellationToken cancellation)
    {
        var read = await usage.ReadAsync(context.Account, metric, [sealedPeriod.Period], sealedPeriod.Covers, price.Model.NeedsGroups, cancellation);
        var total = read[0].Total(metric.Aggregation);
        var covered = Math.Min(UnitDraw.Sum(sealedPeriod.Draws, sealedPeriod.Index, metric.Id), Math.Max(0, total.Quantity(metric.Aggregation)));
        var rated = RatedUsage.Of(price, metric, read[0], context.Currency, covered);
        return new BillableLine
        {
            DisplayName = price.InvoiceDisplayName,
            PriceId = price.Id.ToString(),
            MetricId = metric.Id.ToString(),
            MetricName = metric.Name,
            Unit = metric.Unit,
            Quantity = rated.Quantity,
            CoveredQuantity = covered == 0 ? null : covered,
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
