namespace Tallystick.Core.Usage;

/// <summary>Decides whether the definitions in force accept an event. Pure: a replay of the log decides alike.</summary>
public static class Acceptance
{
    /// <summary>Null with what the event measures, or why it is rejected.</summary>
    public static Rejection? Decide(Delivery delivery, MetricSet metrics, AccountTerms terms, out IReadOnlyList<Reading> readings)
    {
        readings = [];
        if (delivery.Usage is null)
        {
            return new Rejection("UNREADABLE_EVENT", "The log holds a line here that is no event.");
        }

        var rejection = Readings.Of(delivery.Usage, delivery.EnqueuedAt, metrics, out readings)
            ?? terms.Check(delivery.Usage.OccurredAt, delivery.EnqueuedAt, readings)
            ?? EventPrices.Check(terms, delivery, readings)
            ?? terms.CheckCharge(delivery, readings)
            ?? terms.CheckLate(delivery, readings);
        readings = rejection is null ? EventPrices.Apply(terms, delivery, readings) : readings;
        return rejection;
    }
}
