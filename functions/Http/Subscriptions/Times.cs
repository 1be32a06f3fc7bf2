using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Http.Binding;

namespace Tallystick.Http.Subscriptions;

/// <summary>Reads when something happens to a subscription, and what becomes of fees then.</summary>
internal static class Times
{
    // Within this the billing calendar counts; see its bounds.
    private static readonly Instant Earliest = Instant.FromUtc(2000, 1, 1, 0, 0);
    private static readonly Instant Latest = Instant.FromUtc(2200, 1, 1, 0, 0);

    /// <summary>Notes a time that the billing calendar does not reach.</summary>
    public static void CheckTime(Check check, string field, Instant? time) =>
        check.That(time is null || (time >= Earliest && time <= Latest), field, "A time from 2000 to 2200 is expected.", "OUT_OF_RANGE");

    /// <summary>True for the end of the period; notes where a time is named as well.</summary>
    public static bool IsAtPeriodEnd(Check check, string? effective, Instant? effectiveAt)
    {
        CheckTime(check, "effectiveAt", effectiveAt);
        check.That(effective is null || effectiveAt is null, "effectiveAt", "Either effective or effectiveAt is expected.", "AMBIGUOUS");
        return check.OneOf("effective", effective, false, ("now", false), ("period_end", true));
    }

    /// <summary>What becomes of fees.</summary>
    public static Proration ProrationOf(Check check, string? word, Proration otherwise) =>
        check.OneOf("proration", word, otherwise, ("prorate", Proration.Prorate), ("none", Proration.None));
}
