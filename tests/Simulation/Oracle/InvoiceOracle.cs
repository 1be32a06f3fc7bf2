using Tallystick.Core.Billing;
using Tallystick.Core.Catalog;
using Tallystick.Core.Values;
using Tallystick.Tests.Simulation.Scenarios;

namespace Tallystick.Tests.Simulation.Oracle;

/// <summary>Tells what the invoices of a subscription must say: each period's usage up to its seal, its fees, and what came late for earlier periods.</summary>
internal sealed class InvoiceOracle(NaiveBook book, AccountFacts facts)
{
    private readonly Subscriber subscriber = facts.Subscriber!;

    private IEnumerable<(Price Price, Metric Metric)> Metered => subscriber.Metrics.Select(metric => (subscriber.PriceOf(metric), metric));

    /// <summary>The lines of a period's invoice.</summary>
    internal IReadOnlyList<ExpectedLine> LinesOf(BillingPeriod period)
    {
        var own = Metered.Select(pair => UsageLine(pair.Price, pair.Metric, period.Period, period));
        var arrears = Fees(PaymentTerm.InArrears, period.Period);
        var advance = period.Next is { } next ? Fees(PaymentTerm.InAdvance, next) : [];
        return [.. own, .. arrears, .. advance, .. LateLines(period)];
    }

    /// <summary>The lines of the invoice of what is paid in advance of the first period; none where that is nothing, and so there is no such invoice.</summary>
    internal IReadOnlyList<ExpectedLine> FirstLines()
    {
        List<ExpectedLine> fees = [.. Fees(PaymentTerm.InAdvance, subscriber.Calendar.PeriodAt(0))];
        return fees.Sum(fee => fee.Amount) > 0 ? fees : [];
    }

    /// <summary>What a period's usage comes to up to the seal of one that may be another.</summary>
    internal ExpectedLine UsageLine(Price price, Metric metric, Period period, BillingPeriod upTo)
    {
        List<LoggedEvent> events =
        [
            .. book.Standing(facts.Account, position => AccountFacts.IsSealed(upTo, position))
                .Where(one => one.Body.Metric == metric.Id.ToString() && period.Contains(one.OccurredAt)),
        ];
        var quantity = Quantities.Of(metric.Aggregation, events);
        return new ExpectedLine(price.Id.ToString(), period, quantity, events.Count, AmountOf(price, quantity));
    }

    /// <summary>The tax on some lines: rounded once.</summary>
    internal decimal TaxOn(IEnumerable<ExpectedLine> lines, decimal rate)
    {
        var part = subscriber.Version.Terms.TaxBehavior == TaxBehavior.Inclusive ? rate / (1 + rate) : rate;
        return Math.Round(lines.Sum(line => line.Amount) * part, 2, MidpointRounding.ToEven);
    }

    private IEnumerable<ExpectedLine> Fees(PaymentTerm term, Period period) => subscriber.Version.Prices
        .Where(price => price.MetricId is null && price.PaymentTerm == term)
        .Select(price => new ExpectedLine(price.Id.ToString(), period, price.Quantity, null, AmountOf(price, price.Quantity)));

    /// <summary>A line for each earlier period and price that anything came in for between the last seal and this one: by how much it changes.</summary>
    private IEnumerable<ExpectedLine> LateLines(BillingPeriod period)
    {
        if (facts.Periods.FirstOrDefault(other => other.Index == period.Index - 1) is not { } last)
        {
            yield break;
        }

        foreach (var earlier in facts.Periods.Where(other => other.Index < period.Index).Select(other => other.Period))
        {
            foreach (var (price, metric) in Metered.Where(pair => IsTouched(pair.Metric, earlier, last, period)))
            {
                var (after, before) = (UsageLine(price, metric, earlier, period), UsageLine(price, metric, earlier, last));
                yield return after with
                {
                    Quantity = after.Quantity - before.Quantity,
                    Events = after.Events - before.Events,
                    Amount = after.Amount - before.Amount,
                };
            }
        }
    }

    private bool IsTouched(Metric metric, Period earlier, BillingPeriod last, BillingPeriod period) => book.Counted[facts.Account].Any(one =>
        earlier.Contains(one.OccurredAt)
        && AccountFacts.IsSealed(period, one.Position) && !AccountFacts.IsSealed(last, one.Position)
        && (one.Body.Metric == metric.Id.ToString() || (one.Body.Corrects is not null && book.CorrectedBy(one).Body.Metric == metric.Id.ToString())));

    private static decimal AmountOf(Price price, decimal quantity) => Math.Round(quantity * price.Model.DisplayUnitPrice, 2, MidpointRounding.ToEven);
}
