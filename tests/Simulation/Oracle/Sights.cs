using Tallystick.Core.Billing;
using Tallystick.Core.Notifications;
using Tallystick.Core.Taxes;
using Tallystick.Core.Usage;
using Tallystick.Core.Wallets;
using Tallystick.Tests.Simulation.Runs;

namespace Tallystick.Tests.Simulation.Oracle;

/// <summary>Notes what a run has met.</summary>
/// <param name="sightings">Where it is noted.</param>
internal sealed class Sights(HashSet<Sighting> sightings)
{
    /// <summary>Looks at what became of events.</summary>
    internal void See(NaiveBook book)
    {
        foreach (var fate in book.Fates.Values)
        {
            foreach (var (delivery, kind, reason) in fate.Others)
            {
                See(Sighting.Duplicate, kind == OutcomeKind.Duplicate);
                See(Sighting.Conflict, kind == OutcomeKind.Conflict);
                See(Sighting.Rejected, kind == OutcomeKind.Rejected);
                See(Sighting.RejectedForItsPrice, reason is "PRICE_MISSING" or "PRICE_OUT_OF_BOUNDS");
                See(Sighting.RejectedAsLate, reason == "LATE_EVENT");
                See(Sighting.RejectedBehindTheEnd, reason == "SUBSCRIPTION_ENDED");
                See(Sighting.CorrectedTwice, reason == "CORRECTED_ALREADY");
                See(Sighting.RejectedCorrection, reason is "EVENT_NOT_COUNTED" or "EVENT_IS_VOID" or "CORRECTION_MOVES_EVENT");
                See(Sighting.DuplicateAcrossLogs, kind == OutcomeKind.Duplicate && delivery.Position.Log != fate.Counted!.Position.Log);
            }

            See(Sighting.Replayed, fate is { Counted: { } counted } && fate.Others.Any(other => other.Reason is not null && other.Delivery.Body == counted.Body));
        }

        foreach (var correction in book.Counted.SelectMany(account => account).Where(one => one.Body.Corrects is not null))
        {
            See(Sighting.Voided, correction.IsVoid);
            See(Sighting.Amended, !correction.IsVoid);
            See(Sighting.AmendmentCorrected, book.CorrectedBy(correction).Body.Corrects is not null);
            See(Sighting.CorrectedAcrossLogs, book.CorrectedBy(correction).Position.Log != correction.Position.Log);
        }
    }

    /// <summary>Looks at subscriptions.</summary>
    internal void See(NaiveBook book, IReadOnlyList<AccountFacts> subscribed)
    {
        var runOut = subscribed.Where(facts => facts.Periods.Any(period => period.IsRunOff)).Select(facts => facts.Account).ToHashSet();
        See(Sighting.RejectedBehindTheRunOff, book.Fates.Values.Any(fate => fate.Others.Any(other => other.Reason == "LATE_EVENT" && runOut.Contains(other.Delivery.Account))));
        See(Sighting.Terminated, subscribed.Any(facts => facts.Periods.Any(period => period.IssuedAt is not null && period.Period.End == facts.Subscription?.EndedAt)));
        See(Sighting.RunOffBilled, subscribed.Any(facts => facts.Periods.Any(period => period is { IsRunOff: true, IssuedAt: not null })));
        See(Sighting.RunOffClosed, subscribed.Any(facts => facts.Periods.Any(period => period is { IsRunOff: true, IssuedAt: null, State: PeriodState.Closed })));
        See(Sighting.CalledOffNotCredited, subscribed.Any(facts => facts.Periods.Any(period => period.CalledOff.Count > 0)));
        See(Sighting.ActivatedByPayment, subscribed.Any(facts => facts.Subscription is { ActivatedAt: not null, InitialInvoiceId: not null }));
        See(Sighting.BilledByTestClock, subscribed.Any(facts => facts.Subscriber!.Customer.TestClockId is not null && facts.Periods.Count > 0));
        See(Sighting.PassedOver, subscribed.Any(facts => facts.Periods is [{ Index: > 0 }, ..]));
    }

    /// <summary>Looks at a wallet.</summary>
    internal void See(Wallet wallet, IReadOnlyList<Hold> holds, IReadOnlyList<JournalEntry> journal)
    {
        See(Sighting.Owed, wallet.Owed > 0);
        See(Sighting.HoldPosted, holds.Any(hold => hold.Posted > 0));
        See(Sighting.HoldExpired, holds.Any(hold => hold.Status == HoldStatus.Expired));
        See(Sighting.HoldReleased, holds.Any(hold => hold.Status == HoldStatus.Released));
        See(Sighting.InvoiceRefunded, journal.Any(entry => entry.Kind == JournalKind.InvoiceRefund));
        See(Sighting.InvoiceCredited, journal.Any(entry => entry.Kind == JournalKind.InvoiceCredit));
        See(Sighting.InvoicePaid, journal.Any(entry => entry.Kind == JournalKind.InvoicePayment));
        See(Sighting.GrantExpired, journal.Any(entry => entry.Kind == JournalKind.Expiry));
        See(Sighting.GrantVoided, journal.Any(entry => entry.Kind == JournalKind.Void));
        See(Sighting.GrantRolledOver, journal.Any(entry => entry.Kind == JournalKind.Rollover));
        See(Sighting.GrantHeld, journal.Any(entry => entry.Kind == JournalKind.Hold && entry.Postings.Any(posting => posting.Lot is not null)));
        See(Sighting.GrantReopened, journal.Any(entry => entry is { Kind: JournalKind.InvoiceRefund, Opens: not null }));
        See(Sighting.UsageRefunded, journal.Any(entry => entry.Kind == JournalKind.UsageRefund));
    }

    /// <summary>Looks at the windows of an account.</summary>
    internal void See(IReadOnlyList<UsageWindow> windows)
    {
        See(Sighting.TallyInterrupted, windows.Any(window => window.Tallied.Values.Any(runs => runs.GroupBy(run => run.Period).Any(period => period.Count() > 1))));
        See(Sighting.OwedForgiven, windows.Any(window => window.Dry.Values.Any(runs => runs.Any(run => run.Owed < 0))));
    }

    /// <summary>Looks at invoices.</summary>
    internal void See(IReadOnlyList<Invoice> invoices)
    {
        See(Sighting.CreditNote, invoices.Any(invoice => invoice.Type == InvoiceType.CreditNote));
        See(Sighting.DebitNote, invoices.Any(invoice => invoice.Type == InvoiceType.DebitNote));
        foreach (var invoice in invoices)
        {
            See(Sighting.InvoiceVoided, invoice.Status == InvoiceStatus.Void);
            See(Sighting.Taxed, invoice is { TotalTax: > 0, TaxBehavior: TaxBehavior.Exclusive });
            See(Sighting.TaxIncluded, invoice is { TotalTax: > 0, TaxBehavior: TaxBehavior.Inclusive });
            foreach (var line in invoice.Lines)
            {
                var isLate = line.Original is not null;
                See(Sighting.LateLine, isLate);
                See(Sighting.NegativeLateLine, isLate && line.TotalPrice < 0);
                See(Sighting.UnitsPricedAnew, isLate && line.Quantity * line.TotalPrice < 0);
                See(Sighting.LineOfManyPrices, line.Details?.Count > 1);
                See(Sighting.LineOfEventPrices, line.Details is [{ Label: "by the events' prices" }]);
                See(Sighting.LateLineOfLongAgo, isLate && line.Period.End < invoice.Period.Start);
                See(Sighting.FeeInAdvance, line.Kind == LineKind.Fee && line.Period.Start >= invoice.Period.End);
                See(Sighting.FeeInArrears, line.Kind == LineKind.Fee && line.Period == invoice.Period && line.PriceId!.EndsWith("Arrears", StringComparison.Ordinal));
                See(Sighting.PrepaidInPart, line.Prepaid > 0 && line.Prepaid < line.TotalPrice);
            }
        }
    }

    /// <summary>Looks at what receivers of webhooks got, and what became of deliveries.</summary>
    internal void See(IReadOnlyList<WebhookMessage> got, IEnumerable<WebhookDelivery> deliveries)
    {
        See(Sighting.ToldTwice, got.GroupBy(message => (message.Url, message.Fact.Id)).Any(same => same.Count() > 1));
        See(Sighting.DeliveryReplayed, deliveries.Any(delivery => delivery.AttemptCount > delivery.AttemptsOfSchedule));
    }

    private void See(Sighting sighting, bool isSeen)
    {
        if (isSeen)
        {
            sightings.Add(sighting);
        }
    }
}
