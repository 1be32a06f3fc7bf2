namespace Tallystick.Core.Usage;

/// <summary>
/// Decides which corrections count. A correction is an event of the log that names the counted event whose place it takes: with quantities or
/// data of its own (an amendment), or with none (a void). Pure: a replay of the log decides alike.
/// </summary>
/// <remarks>
/// Of the corrections of one event the first in the log counts. It owns the event's <see cref="PlaceOf">place</see>, by a claim like that on an
/// identity; whoever wants to correct again names the amendment. A correction carries the time of what it corrects, so that it falls into the same
/// window and the same billing period.
/// </remarks>
public static class Corrections
{
    // Keys have no control characters, so no event of a merchant has this identity.
    private const char PlaceMark = '\u0002';

    /// <summary>The identity that the one correction of an event claims.</summary>
    public static EventId PlaceOf(AccountId account, EventId corrected) => EventId.Of(account, $"{PlaceMark}{corrected}");

    /// <summary>Null where a delivery may correct an event, if it is the first to; or why not.</summary>
    /// <param name="correction">The delivery.</param>
    /// <param name="corrected">The delivery of the event that it names, if that counts and stands before it in the log; null otherwise.</param>
    public static Rejection? Decide(Delivery correction, Delivery? corrected) =>
        corrected?.Usage is not { } usage || corrected.Account != correction.Account
            ? new Rejection("EVENT_NOT_COUNTED", $"No event {correction.Usage!.Corrects} of this customer counted when the correction came in.")
            : usage.IsVoid ? new Rejection("EVENT_IS_VOID", "A void takes the place of nothing that could be corrected: send the event anew, under another key.")
            : usage.OccurredAt != correction.Usage!.OccurredAt
                ? new Rejection("CORRECTION_MOVES_EVENT", "A correction has the time of the event that it corrects.")
            : null;

    /// <summary>Why a correction does not count that is not the event's first.</summary>
    public static Rejection NotFirst(EventId corrected) =>
        new("CORRECTED_ALREADY", $"Event {corrected} was corrected before: an event is corrected once, and its amendment may be corrected again.");
}
