using NodaTime;
using Tallystick.Core.Values;

namespace Tallystick.Core.Billing;

/// <summary>
/// The closing of a period, one step at a time. A step that is repeated in the state that it leads to changes nothing, so timers may fire
/// twice; in any other state it is refused.
/// </summary>
public static class BillingPeriodTransitions
{
    /// <summary>
    /// Makes known that the ends of the log are about to be noted; repeated it changes nothing. Only then may they be read.
    /// Refused: <c>PERIOD_NOT_OVER</c> before the end of grace, <c>PERIOD_NOT_OPEN</c>.
    /// </summary>
    public static Result<BillingPeriod> Announce(this BillingPeriod period, Instant now, Instant graceEnd) => period switch
    {
        { State: not PeriodState.Open } => Wrong("OPEN", period),
        { AnnouncedAt: not null } => period,
        _ when now < graceEnd => Refusal.Conflict("PERIOD_NOT_OVER", "The period or its grace time is not over."),
        _ => period with { AnnouncedAt = now },
    };

    /// <summary>
    /// Open to closing: notes the ends of the log. Repeated, the ends noted first stay.
    /// Refused: <c>PERIOD_NOT_OVER</c> before the end of grace, <c>PERIOD_NOT_OPEN</c>.
    /// </summary>
    /// <param name="period">The period.</param>
    /// <param name="now">The present.</param>
    /// <param name="graceEnd">The end of the period plus the plan's grace time.</param>
    /// <param name="positions">The last record of every partition of every log.</param>
    /// <exception cref="ArgumentOutOfRangeException">Grace ends before the period does.</exception>
    public static Result<BillingPeriod> Begin(
        this BillingPeriod period, Instant now, Instant graceEnd, IReadOnlyList<SealPosition> positions)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(graceEnd, period.Period.End);
        return period.State switch
        {
            PeriodState.Closing => period,
            PeriodState.Open when now < graceEnd => Refusal.Conflict("PERIOD_NOT_OVER", "The period or its grace time is not over."),
            PeriodState.Open => period with { State = PeriodState.Closing, GraceEnd = graceEnd, ClosingAt = now, Seal = [.. positions] },
            _ => Wrong("OPEN", period),
        };
    }

    /// <summary>
    /// Closing to sealed, once every consumer has passed the ends noted.
    /// Refused: <c>CONSUMERS_BEHIND</c>, <c>PERIOD_NOT_CLOSING</c>.
    /// </summary>
    /// <param name="period">The period.</param>
    /// <param name="now">The present.</param>
    /// <param name="consumed">The last record that was folded in, of every partition; a partition that is missing counts as not begun.</param>
    public static Result<BillingPeriod> Seal(this BillingPeriod period, Instant now, IReadOnlyList<SealPosition> consumed) => period.State switch
    {
        PeriodState.Sealed => period,
        PeriodState.Closing when !period.Seal.All(end => IsPassed(end, consumed)) =>
            Refusal.Conflict("CONSUMERS_BEHIND", "Not every consumer has reached the end of its partition."),
        PeriodState.Closing => period with { State = PeriodState.Sealed, SealedAt = now },
        _ => Wrong("CLOSING", period),
    };

    /// <summary>Notes drafted notes; the period stays sealed until all are. Refused: <c>PERIOD_NOT_SEALED</c>, <c>NOTE_ALREADY_DRAFTED</c>.</summary>
    public static Result<BillingPeriod> DraftNotes(this BillingPeriod period, IReadOnlyList<PeriodNote> notes) => period.State switch
    {
        not PeriodState.Sealed => Wrong("SEALED", period),
        _ when period.Notes.Concat(notes).GroupBy(note => note.Original).Any(same => same.Count() > 1) =>
            Refusal.Conflict("NOTE_ALREADY_DRAFTED", "An invoice has one note of a period."),
        _ => period with { Notes = [.. period.Notes, .. notes] },
    };

    /// <summary>Notes invoices that are credited and not called off any more; the period stays sealed. Refused: <c>PERIOD_NOT_SEALED</c>.</summary>
    public static Result<BillingPeriod> Hold(this BillingPeriod period, IEnumerable<Id<Invoice>> credited) =>
        period.State == PeriodState.Sealed ? period with { Held = [.. period.Held.Union(credited)] } : Wrong("SEALED", period);

    /// <summary>
    /// Sealed to drafted, or to closed where there is neither an invoice nor a note. Refused: <c>PERIOD_NOT_SEALED</c>, also where there is a draft of
    /// another id.
    /// </summary>
    /// <param name="period">The period.</param>
    /// <param name="invoice">The invoice; null for a run-off that has none.</param>
    /// <param name="now">The present.</param>
    /// <param name="review">How long the drafts are looked at before they are issued.</param>
    public static Result<BillingPeriod> Draft(this BillingPeriod period, Id<Invoice>? invoice, Instant now, Duration review = default) => period.State switch
    {
        PeriodState.Drafted when period.InvoiceId == invoice => period,
        PeriodState.Closed when invoice is null => period,
        PeriodState.Sealed when invoice is null && period.Notes.Count == 0 => period with { State = PeriodState.Closed },
        PeriodState.Sealed => period with
        {
            State = PeriodState.Drafted, InvoiceId = invoice, Held = [], DraftedAt = now, ReviewEnd = ReviewEnd(now, review),
        },
        _ => Wrong("SEALED", period),
    };

    /// <summary>Until when drafts are reviewed that are made now; null where they are issued at once.</summary>
    internal static Instant? ReviewEnd(Instant now, Duration review) => review > Duration.Zero ? now + review : null;

    /// <summary>Has the drafts issued sooner than was said; repeated it changes nothing. Refused: <c>PERIOD_NOT_DRAFTED</c>.</summary>
    public static Result<BillingPeriod> EndReview(this BillingPeriod period) =>
        period.State == PeriodState.Drafted ? period with { ReviewEnd = null } : Wrong("DRAFTED", period);

    /// <summary>Drafted to issued, or to closed where there are only notes. Refused: <c>PERIOD_NOT_DRAFTED</c>, <c>PERIOD_IN_REVIEW</c>.</summary>
    public static Result<BillingPeriod> Issue(this BillingPeriod period, Instant now) => period.State switch
    {
        PeriodState.Issued or PeriodState.Closed => period,
        _ when period.IsInReview(now) => Refusal.Conflict("PERIOD_IN_REVIEW", "The drafts of the period are being reviewed."),
        PeriodState.Drafted => period with { State = period.InvoiceId is null ? PeriodState.Closed : PeriodState.Issued, IssuedAt = now },
        _ => Wrong("DRAFTED", period),
    };

    /// <summary>
    /// Takes over what has become of the invoice: issued, paid, overdue, written off, or void (which a draft may become too).
    /// Refused: <c>INVOICE_NOT_OF_PERIOD</c>, <c>INVOICE_NOT_ISSUED</c> for a draft, <c>PERIOD_NOT_ISSUED</c>.
    /// </summary>
    public static Result<BillingPeriod> Follow(this BillingPeriod period, Invoice invoice)
    {
        if (period.InvoiceId != invoice.Id)
        {
            return Refusal.Conflict("INVOICE_NOT_OF_PERIOD", "The invoice is another period's.");
        }

        var isIssued = period.State > PeriodState.Drafted;
        return invoice.Status switch
        {
            InvoiceStatus.Draft => Refusal.Conflict("INVOICE_NOT_ISSUED", "The invoice is a draft."),
            InvoiceStatus.Void => period with { State = PeriodState.Void },
            _ when !isIssued => Wrong("ISSUED", period),
            InvoiceStatus.Paid => period with { State = PeriodState.Paid },
            InvoiceStatus.Overdue => period with { State = PeriodState.Overdue },
            InvoiceStatus.WrittenOff => period with { State = PeriodState.WrittenOff },
            _ => period with { State = PeriodState.Issued },
        };
    }

    private static bool IsPassed(SealPosition end, IReadOnlyList<SealPosition> consumed) =>
        end.LastSequence < 0
        || consumed.Any(reached => reached.Log == end.Log && reached.Partition == end.Partition && reached.LastSequence >= end.LastSequence);

    private static Refusal Wrong(string expected, BillingPeriod period) =>
        Refusal.Conflict($"PERIOD_NOT_{expected}", $"The period is {period.State.ToString().ToLowerInvariant()}.");
}
