using Tallystick.Core.Catalog;
using Tallystick.Core.Pools;
using Tallystick.Core.Rating;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;

namespace Tallystick.Core.Billing;

/// <summary>
/// Rates what came in for earlier periods after they were sealed, events and corrections: a line for each period and price, the difference between
/// what it comes to up to this seal and what it came to up to the seal before. It cites the invoice of the period.
/// </summary>
internal sealed class LateLines(IDocumentStore store, IUsageSource usage)
{
    private readonly MeteredPrices metered = new(store);
    private readonly UnitDrawing units = new(usage);

    /// <summary>
    /// The lines, the latest period's first, and the periods that have none because what it takes to rate them is not kept any more, while the current one is
    /// drafted; later they are those that it keeps. Each period is rated, and put where it belongs, by the plan that it was billed by. No lines where that
    /// rejects late events, and none that gives back of an invoice that was called off, or what was taken back of one.
    /// </summary>
    /// <exception cref="RecordsPurgedException">The current period is drafted, and what it was drafted from is not kept any more.</exception>
    internal async Task<LateUsage> OfAsync(SubscriptionContext context, BillingPeriod current, AccountPools? pools, CancellationToken cancellation)
    {
        var (lines, onNotes) = (new List<BillableLine>(), new List<BillableLine>());
        List<int> unrated = [.. current.Unrated];
        var (known, drawn) = (new List<UnitDraw>(), new List<UnitDraw>());
        if (current.Index == 0 || context.Phases.All(phase => phase.Version.Terms.LateEventPolicy == LateEventPolicy.Reject))
        {
            return new LateUsage(lines, onNotes, unrated, drawn);
        }

        var calendar = context.Calendar;
        var previous = await ReadAsync(context, current.Index - 1, cancellation);
        var reach = await LateReach.OfAsync(store, context, current.Period, previous, cancellation);
        for (var earlier = previous; earlier is not null && reach.GoesBackTo(earlier.Period);)
        {
            known.AddRange(earlier.Draws ?? []);
            var billed = calendar.PhaseOf(earlier.Index);
            var policy = billed.Version.Terms.LateEventPolicy;
            if (billed.IsCharged && policy != LateEventPolicy.Reject && reach.Includes(earlier.Period) && !unrated.Contains(earlier.Index))
            {
                var draws = new List<UnitDraw>();
                try
                {
                    var prices = await metered.OfAsync(context, billed, cancellation);
                    await DrawAsync(context, earlier, previous!, current, prices, pools, known, draws, cancellation);
                    var late = await OfAsync(context, earlier, previous!, pools is null ? current : current with { Draws = draws }, prices, known, cancellation);
                    (policy == LateEventPolicy.CreditOrDebitNote ? onNotes : lines).AddRange(
                        [.. late, .. PlanDiscounts.OnOthers(billed, calendar.NumberOf(earlier.Index), late, context.Currency)]);
                    drawn.AddRange(draws);
                }
                catch (RecordsPurgedException) when (current.State == PeriodState.Sealed)
                {
                    // They do not come back: to wait for them would stop the subscription's billing for ever.
                    unrated.Add(earlier.Index);
                    pools?.Undo(draws);
                }
            }

            earlier = earlier.Index == 0 ? null : await ReadAsync(context, earlier.Index - 1, cancellation);
        }

        return new LateUsage(lines, onNotes, unrated, drawn);
    }

    /// <summary>Adds the units that what came late for an earlier period draws or gives back, where they are drawn from pools.</summary>
    private async Task DrawAsync(
        SubscriptionContext context,
        BillingPeriod earlier,
        BillingPeriod previous,
        BillingPeriod current,
        IReadOnlyList<(Price Price, Metric Metric)> prices,
        AccountPools? pools,
        IReadOnlyList<UnitDraw> known,
        List<UnitDraw> draws,
        CancellationToken cancellation)
    {
        foreach (var (price, metric) in prices)
        {
            if (pools?.For(price) is { } pool)
            {
                draws.AddRange(await units.OfLateAsync(context, earlier, previous, current, price, metric, pool, known, cancellation));
            }
        }
    }

    private async Task<IReadOnlyList<BillableLine>> OfAsync(
        SubscriptionContext context,
        BillingPeriod earlier,
        BillingPeriod previous,
        BillingPeriod current,
        IReadOnlyList<(Price Price, Metric Metric)> prices,
        IReadOnlyList<UnitDraw> known,
        CancellationToken cancellation)
    {
        var lines = new List<BillableLine>();
        var isCalledOff = earlier.InvoiceId is { } invoice && current.CalledOff.Contains(invoice);
        foreach (var (price, metric) in prices)
        {
            if (await OfAsync(context, earlier, previous, current, price, metric, known, cancellation) is { } line && (isCalledOff ? WithoutCredit(line) : line) is { } billed)
            {
                lines.Add(billed);
            }
        }

        return lines;
    }

    /// <summary>A line without what it gives back of an invoice that was called off; null where that is all of it.</summary>
    private static BillableLine? WithoutCredit(BillableLine line) =>
        line.Amount < 0 ? null : line with { Prepaid = Math.Min(line.Prepaid, line.Amount) };

    private async Task<BillableLine?> OfAsync(
        SubscriptionContext context, BillingPeriod earlier, BillingPeriod previous, BillingPeriod current, Price price, Metric metric, IReadOnlyList<UnitDraw> known, CancellationToken cancellation)
    {
        var now = (await usage.ReadAsync(context.Account, metric, [earlier.Period], current.Covers, price.Model.NeedsGroups, cancellation))[0];
        var then = (await usage.ReadAsync(context.Account, metric, [earlier.Period], previous.Covers, price.Model.NeedsGroups, cancellation))[0];
        var (after, before) = (now.Total(metric.Aggregation), then.Total(metric.Aggregation));
        if (after.Hash == before.Hash)
        {
            return null;
        }

        var (covered, more) = (UnitDraw.Sum(known, earlier.Index, metric.Id), UnitDraw.Sum(current.Draws, earlier.Index, metric.Id));
        var (rated, ratedBefore) = (RatedUsage.Of(price, metric, now, context.Currency, covered + more), RatedUsage.Of(price, metric, then, context.Currency, covered));
        var (original, taxRate) = await OriginalAsync(context, earlier, price, cancellation);
        var change = rated.Amount - ratedBefore.Amount;
        var amount = current.Noted?.FirstOrDefault(item => item.InvoiceId == original.InvoiceId && item.PriceId == price.Id.ToString())?.MissingTo(rated.Amount) ?? change;
        var prepaid = rated.Prepaid - ratedBefore.Prepaid;
        return amount != change && amount == 0 && prepaid == 0 ? null : new BillableLine
        {
            DisplayName = $"{price.InvoiceDisplayName} (late)",
            PriceId = price.Id.ToString(),
            MetricId = metric.Id.ToString(),
            MetricName = metric.Name,
            Unit = metric.Unit,
            Quantity = rated.Quantity - ratedBefore.Quantity,
            CoveredQuantity = more == 0 ? null : more,
            UnitPrice = Rater.UnitPrice(price.Model, rated.Quantity - ratedBefore.Quantity, rated.Unrounded - ratedBefore.Unrounded),
            Details =
            [
                .. price.Model.UniformPrice is null || amount != change ? [Detail("with what came late", rated, 1), Detail("billed before", ratedBefore, -1)] : Array.Empty<RatedDetail>(),
                .. amount == change ? Array.Empty<RatedDetail>() : [new RatedDetail("taken back before", 1, amount - change, amount - change)],
            ],
            Amount = amount,
            Prepaid = prepaid,
            Original = original,
            TaxRate = taxRate,
            Period = earlier.Period,
            Kind = LineKind.Usage,
            Evidence = new LineEvidence
            {
                EventCount = after.Events - before.Events,
                Positions = [.. now.Positions.Select(range => After(previous, range))],
                Hash = after.Hash - before.Hash,
            },
        };
    }

    private async Task<(OriginalInvoice Original, decimal? TaxRate)> OriginalAsync(
        SubscriptionContext context, BillingPeriod earlier, Price price, CancellationToken cancellation)
    {
        var id = earlier.InvoiceId ?? throw new InvalidOperationException($"Period {earlier.Index} of {earlier.SubscriptionId} has no invoice, and a later one is closed.");
        var invoice = await store.ReadAsync<Invoice>(BillingDocuments.PartitionOf(context.Tenant), id.ToString(), cancellation);
        return (new OriginalInvoice(id, invoice?.Value.Number), invoice?.Value.TaxRateOf(price.Id.ToString()));
    }

    /// <summary>What a whole period comes to, charged or given back: what is late may move all of its units to another price.</summary>
    private static RatedDetail Detail(string label, RatedUsage rated, int sign) => new(
        label, sign * rated.Quantity, rated.Unrounded.Per(rated.Quantity), sign * rated.Unrounded.Round(Exact.MaxScale));

    /// <summary>The part of a range that lies behind a seal.</summary>
    private static PositionRange After(BillingPeriod previous, PositionRange range)
    {
        var end = previous.Seal.FirstOrDefault(position => position.Log == range.Log && position.Partition == range.Partition, new SealPosition(0, 0, -1));
        return range with { FromSequence = Math.Max(range.FromSequence, end.LastSequence + 1) };
    }

    private async Task<BillingPeriod?> ReadAsync(SubscriptionContext context, int index, CancellationToken cancellation) =>
        (await store.ReadAsync<BillingPeriod>(
            BillingDocuments.PartitionOf(context.Tenant), BillingDocuments.Period(context.Subscription.Id.ToString(), index), cancellation))?.Value;
}
