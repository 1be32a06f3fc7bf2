namespace Tallystick.Core.Usage;

/// <summary>Judges deliveries by their claims.</summary>
public static class Verdicts
{
    /// <summary>The verdict on a claim. The owner never changes, so it is the same however often a position is delivered.</summary>
    /// <param name="made">The claim that was made.</param>
    /// <param name="standing">The claim that stands.</param>
    public static Verdict Of(Claim made, Claim standing) =>
        standing.Owner == made.Owner ? Verdict.Counted
        : standing.BodyHash == made.BodyHash ? Verdict.Duplicate
        : Verdict.Conflict;
}
