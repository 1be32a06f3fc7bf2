namespace Tallystick.Core.Usage;

/// <summary>What became of an event.</summary>
/// <param name="Status">Where it is in its life.</param>
/// <param name="Delivery">The delivery that it is about: the one that counts, or the last that was rejected, or the first that waits.</param>
/// <param name="Others">What became of its other deliveries: retries, conflicts, earlier rejections.</param>
public sealed record EventFate(EventStatus Status, Delivery Delivery, IReadOnlyList<Outcome> Others)
{
    /// <summary>Why it was rejected; null otherwise.</summary>
    public Rejection? Rejection { get; init; }

    /// <summary>The id that a rejected event was replayed as, where that is another; null otherwise.</summary>
    public string? ReplayedAs { get; init; }
}
