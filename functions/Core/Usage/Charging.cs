namespace Tallystick.Core.Usage;

/// <summary>Tells what the wallet paid for the readings of an event. Pure.</summary>
internal static class Charging
{
    /// <summary>Spreads what was paid for an event over its readings: the first are paid first.</summary>
    /// <param name="delivery">The event.</param>
    /// <param name="readings">What it measures.</param>
    /// <param name="terms">What it was charged on.</param>
    /// <param name="paid">What was paid, 0 or more.</param>
    internal static ChargedReading[] Spread(Delivery delivery, IReadOnlyList<Reading> readings, AccountTerms terms, decimal paid)
    {
        var charged = new ChargedReading[readings.Count];
        for (var i = 0; i < charged.Length; i++)
        {
            var charge = terms.ChargeFor(readings[i], delivery.Usage!, delivery.EnqueuedAt);
            var part = Math.Min(paid, charge);
            paid -= part;
            charged[i] = new ChargedReading(readings[i], part, charge - part);
        }

        return charged;
    }

    /// <summary>What was paid for an event that is folded in already: its window says where the wallet did not pay.</summary>
    /// <param name="delivery">The event.</param>
    /// <param name="readings">What it measures, of one metric or several.</param>
    /// <param name="terms">What it was charged on.</param>
    /// <param name="dry">Where the wallet did not pay, by metric, of the window that it is folded into; null where it always did.</param>
    internal static IReadOnlyList<ChargedReading> Of(
        Delivery delivery, IReadOnlyList<Reading> readings, AccountTerms terms, IReadOnlyDictionary<string, IReadOnlyList<DryRun>>? dry) =>
    [
        .. readings.GroupBy(reading => reading.Metric.Id).SelectMany(ofMetric =>
        {
            var asked = ofMetric.Sum(reading => terms.ChargeFor(reading, delivery.Usage!, delivery.EnqueuedAt));
            var owed = DryRun.OwedFor(dry?.GetValueOrDefault(ofMetric.Key.ToString()) ?? [], delivery.Position, asked);
            return Spread(delivery, [.. ofMetric], terms, asked - owed);
        }),
    ];
}
