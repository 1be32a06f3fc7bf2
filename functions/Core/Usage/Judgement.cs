namespace Tallystick.Core.Usage;

/// <summary>What becomes of a delivery that the definitions accept.</summary>
/// <param name="Verdict">Whether it counts, or is a retry or a conflict.</param>
/// <param name="Standing">The claim on its identity that stands.</param>
public readonly record struct Judgement(Verdict Verdict, Claim Standing)
{
    /// <summary>Why a correction does not count; null for everything else. Then the other members mean nothing.</summary>
    public Rejection? Rejection { get; init; }

    /// <summary>The delivery whose place a correction that counts takes; null for other events.</summary>
    public Delivery? Corrected { get; init; }
}
