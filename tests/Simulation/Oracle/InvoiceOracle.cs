using Tallystick.Core.Billing;
using Tallystick.Core.Catalog;
using Tallystick.Core.Rating;
using Tallystick.Core.Taxes;
using Tallystick.Core.Values;
using Tallystick.Tests.Simulation.Scenarios;

namespace Tallystick.Tests.Simulation.Oracle;

/// <summary>Tells what the invoices of a subscription must say: each period's usage up to its seal, its fees, and what came late for earlier periods.</summary>
internal sealed class InvoiceOracle(NaiveBook book, AccountFacts facts, IReadOnlyList<Invoice> invoices)
{
    private readonly Subscriber subscriber = facts.Subscriber!;

    private bool HasNotes => subscriber.Version.Terms.LateEventPolicy == LateEventPolicy.CreditOrDebitNote;

    private IEnumerable<(Price Price, Metric Metric)> Metered => subscriber.Metrics.Select(metric => (subscriber.PriceOf(metric), metric));

    /// <summary>The lines of a period's invoice; none for a run-off without anything late, which has no invoice.</summary>
    internal IReadOnlyList<ExpectedLine> LinesOf(BillingPeriod period)
    {
        IReadOnlyList<ExpectedLine> late = HasNotes ? [] : [.. LateLines(period)];
        if (period.IsRunOff)
        {
            return late;
        }

        var own = Metered.Select(pair => UsageLine(pair.Price, pair.Metric, period.Period, period));
        var arrears = Fees(PaymentTerm.InArrears, period.Period);
        var advance = period.Next is { } next ? Fees(PaymentTerm.InAdvance, next) : [];
        return [.. own, .. arrears, .. advance, .. late];
    }

    /// <summary>The lines of each note that a period's closing draws, by the period of the invoice that the note is to.</summary>
    internal ILookup<Period, ExpectedLine> NotesOf(BillingPeriod period) => (HasNotes ? LateLines(period) : []).ToLookup(line => line.Period);

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
        var amount = price.Model is DynamicPrice ? Rounded(events.Sum(facts.OwnCostOf)) : AmountOf(price, quantity);
        return new ExpectedLine(price.Id.ToString(), period, quantity, events.Count, amount);
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

        foreach (var original in facts.Periods.Where(other => other.Index < period.Index))
        {
            var earlier = original.Period;
            foreach (var (price, metric) in Metered.Where(pair => IsTouched(pair.Metric, earlier, last, period)))
            {
                var (after, before) = (UsageLine(price, metric, earlier, period), UsageLine(price, metric, earlier, last));
                var change = after with
                {
                    Quantity = after.Quantity - before.Quantity,
                    Events = after.Events - before.Events,
                    Amount = after.Amount - before.Amount,
                };

                // Of an invoice that was called off nothing is given back, nor of what was added to it by one that was called off.
                if (period.Noted?.Any(item => item.InvoiceId == original.InvoiceId && item.PriceId == change.Price) == true)
                {
                    var lines = LinesFor(change.Price, earlier, period.Index);
                    var takenBack = lines.Where(line => line.On.Status == InvoiceStatus.Void).Sum(line => line.Amount - line.Prepaid);
                    var limited = change with { Amount = Math.Max(after.Amount, takenBack) - lines.Sum(line => line.Amount) };
                    if (limited.Amount != 0)
                    {
                        yield return limited;
                    }
                }
                else if (change.Amount >= 0 || !period.CalledOff.Contains(original.InvoiceId!.Value))
                {
                    yield return change;
                }
            }
        }
    }

    /// <summary>What stands for a price and a period on the invoices and notes that were drafted before a period.</summary>
    private List<(Invoice On, decimal Amount, decimal Prepaid)> LinesFor(string price, Period period, int before)
    {
        var drafted = facts.Periods.Where(other => other.Index < before).SelectMany(other => other.Notes.Select(note => note.Id).Append(other.InvoiceId ?? default)).ToHashSet();
        return
        [
            .. from invoice in invoices
               where drafted.Contains(invoice.Id)
               from line in invoice.Lines
               where line.PriceId == price && line.Period == period && line.Kind == LineKind.Usage
               select (invoice, ExpectedLine.Of(line, subscriber.Version.Terms.TaxBehavior).Amount, line.Prepaid),
        ];
    }

    private bool IsTouched(Metric metric, Period earlier, BillingPeriod last, BillingPeriod period) => book.Counted[facts.Account].Any(one =>
        earlier.Contains(one.OccurredAt)
        && AccountFacts.IsSealed(period, one.Position) && !AccountFacts.IsSealed(last, one.Position)
        && (one.Body.Metric == metric.Id.ToString() || (one.Body.Corrects is not null && book.CorrectedBy(one).Body.Metric == metric.Id.ToString())));

    private static decimal AmountOf(Price price, decimal quantity) => Rounded(Costs.Of(price.Model, quantity));

    private static decimal Rounded(decimal amount) => Math.Round(amount, 2, MidpointRounding.ToEven);
}
