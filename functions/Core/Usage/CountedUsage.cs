using NodaTime;

namespace Tallystick.Core.Usage;

/// <summary>A delivery that the definitions in force accept, with what it measures, ready to be folded once its claim is won.</summary>
/// <param name="Delivery">The delivery.</param>
/// <param name="Readings">What it measures, and what the wallet did for it.</param>
/// <param name="Hash">The keyed hash of the event.</param>
public sealed record CountedUsage(Delivery Delivery, IReadOnlyList<ChargedReading> Readings, MultisetHash Hash)
{
    /// <summary>What it takes the place of; null where it is no correction.</summary>
    public CountedUsage? Corrects { get; init; }

    /// <summary>How it moves the tallies of its account.</summary>
    public IReadOnlyList<TallyMove> Moves { get; init; } = [];

    /// <summary>The event.</summary>
    public UsageEvent Usage => Delivery.Usage!;

    /// <summary>When it happened.</summary>
    public Instant OccurredAt => Usage.OccurredAt;

    /// <summary>The start of the hour in which it happened, UTC.</summary>
    public Instant Hour { get; } = UsageWindow.HourOf(Delivery.Usage!.OccurredAt);

    /// <summary>Where it stands in the log.</summary>
    public LogPosition Position => Delivery.Position;

    /// <summary>The delivery before the wallet has done anything for it.</summary>
    internal static CountedUsage Of(Delivery delivery, IReadOnlyList<Reading> readings, MultisetHash hash)
    {
        var charged = new ChargedReading[readings.Count];
        for (var i = 0; i < charged.Length; i++)
        {
            charged[i] = new ChargedReading(readings[i]);
        }

        return new CountedUsage(delivery, charged, hash);
    }
}
