namespace Tallystick.Core.Usage;

/// <summary>Tells of an event that was counted what the wallet did for it, from the stretches in which the wallet ran dry.</summary>
internal static class MetricCharges
{
    /// <summary>An event's readings of one metric, the first paid first.</summary>
    /// <param name="delivery">The event.</param>
    /// <param name="readings">Its readings of the metric, in their order.</param>
    /// <param name="terms">What it was charged on.</param>
    /// <param name="dry">The stretches of its window and metric.</param>
    internal static IReadOnlyList<ChargedReading> Of(
        Delivery delivery, IReadOnlyList<Reading> readings, AccountTerms terms, IReadOnlyList<DryRun> dry)
    {
        var charges = readings.Select(reading => terms.ChargeFor(reading, delivery.Usage!, delivery.EnqueuedAt)).ToArray();
        var asked = charges.Sum();
        var paid = asked - DryRun.OwedFor(dry, delivery.Position, asked);
        var charged = new ChargedReading[charges.Length];
        for (var i = 0; i < charged.Length; i++)
        {
            var part = Math.Min(paid, charges[i]);
            paid -= part;
            charged[i] = new ChargedReading(readings[i], part, charges[i] - part);
        }

        return charged;
    }
}
