namespace Tallystick.Core.Usage;

/// <summary>A delivery that the definitions in force accept, with what it measures.</summary>
/// <param name="Delivery">The delivery.</param>
/// <param name="Readings">What it measures.</param>
internal sealed record AcceptedUsage(Delivery Delivery, IReadOnlyList<Reading> Readings)
{
    internal UsageEvent Usage => Delivery.Usage!;
}
