using System.Text.Json.Serialization;
using NodaTime;
using Tallystick.Core.Pools;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Core.Billing;

/// <summary>One billing period of one subscription, and how far its closing has come. Changes only by <see cref="BillingPeriodTransitions"/>.</summary>
public sealed record BillingPeriod
{
    /// <summary>The subscription.</summary>
    public required string SubscriptionId { get; init; }

    /// <summary>The period's number in the subscription's <see cref="BillingCalendar"/>, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>The time that usage must have occurred in.</summary>
    public required Period Period { get; init; }

    /// <summary>
    /// True for the run-off behind the last period of a subscription: nothing new is billed in it, only what came late for the periods before. What comes
    /// behind its seal is rejected.
    /// </summary>
    public bool IsRunOff { get; init; }

    /// <summary>How far it has come.</summary>
    public PeriodState State { get; init; } = PeriodState.Open;

    /// <summary>
    /// When it was made known that the ends of the log would be noted; null where nobody needs to know. Who meters an event and finds nothing here knows that
    /// the event will stand at or below the seal.
    /// </summary>
    public Instant? AnnouncedAt { get; init; }

    /// <summary>When events stopped being waited for; null while open.</summary>
    public Instant? GraceEnd { get; init; }

    /// <summary>The end of each partition when closing began: once <see cref="PeriodState.Sealed"/>, the seal. Empty while open.</summary>
    public IReadOnlyList<SealPosition> Seal { get; init; } = [];

    /// <summary>The invoice; null before it is drafted, and for a run-off that has none.</summary>
    public Id<Invoice>? InvoiceId { get; init; }

    /// <summary>The notes that are drawn with it, in the order of their numbers; complete once it is drafted.</summary>
    public IReadOnlyList<PeriodNote> Notes { get; init; } = [];

    /// <summary>
    /// Earlier invoices that had been called off when this period was drafted, and of which something would have been given back: what is not to be paid is not.
    /// Kept so that the invoice can be built again.
    /// </summary>
    public IReadOnlyList<Id<Invoice>> CalledOff { get; init; } = [];

    /// <summary>
    /// What was taken back of earlier invoices, by credit notes above all, when this period was drafted, and of which something would have been given back: that
    /// is not given back again. Null where there was none. Kept so that the invoice can be built again.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<NotedItem>? Noted { get; init; }

    /// <summary>
    /// Earlier periods of whose late usage nothing is billed, by their numbers: records that it takes to rate them were not kept any more when this one was
    /// drafted. Kept so that the invoice can be built again, and to be seen.
    /// </summary>
    public IReadOnlyList<int> Unrated { get; init; } = [];

    /// <summary>
    /// Earlier invoices that are not called off any more because the invoice gives something back of them, as far as they did not fit into the commit that
    /// drafts it; empty once it is drafted, for then it tells them itself.
    /// </summary>
    public IReadOnlyList<Id<Invoice>> Held { get; init; } = [];

    /// <summary>
    /// Units of grants that pay for usage: that of the period itself, and what came late for earlier ones. Null while none were looked for. Kept because grants may be taken back later, and others
    /// made.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<UnitDraw>? Draws { get; init; }

    /// <summary>
    /// The period after it, whose fees in advance are on the invoice; null before it is drafted, and where the subscription was to end. Kept because
    /// a subscription may be terminated later.
    /// </summary>
    public Period? Next { get; init; }

    /// <summary>How much of a whole period's fees in advance is charged for <see cref="Next"/>; null where all of them are.</summary>
    public FeeShare? NextShare { get; init; }

    /// <summary>When closing began.</summary>
    public Instant? ClosingAt { get; init; }

    /// <summary>When it was sealed.</summary>
    public Instant? SealedAt { get; init; }

    /// <summary>When its invoice was drafted.</summary>
    public Instant? DraftedAt { get; init; }

    /// <summary>Until when its drafts are reviewed: then they are issued. Null where they are issued at once, or sooner than was said.</summary>
    public Instant? ReviewEnd { get; init; }

    /// <summary>When its invoice was issued.</summary>
    public Instant? IssuedAt { get; init; }

    /// <summary>True while its drafts are to be looked at, and are not issued.</summary>
    public bool IsInReview(Instant now) => State == PeriodState.Drafted && now < ReviewEnd;

    /// <summary>False for a pause that nobody knows the end of: it is not closed before.</summary>
    [JsonIgnore]
    public bool HasEnd => Period.End < Instant.MaxValue;

    /// <summary>The invoice and the notes, as far as they are drafted, in the order of their numbers.</summary>
    [JsonIgnore]
    public IEnumerable<Id<Invoice>> Invoices => (InvoiceId is { } invoice ? [invoice] : Enumerable.Empty<Id<Invoice>>()).Concat(Notes.Select(note => note.Id));

    /// <summary>True for a position at or below the seal: an event there that occurred in the period belongs to it, and is not late.</summary>
    public bool Covers(LogPosition position) =>
        Seal.Any(end => end.Log == position.Log && end.Partition == position.Partition && position.Sequence <= end.LastSequence);
}
