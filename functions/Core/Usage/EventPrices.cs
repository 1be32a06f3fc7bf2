using Tallystick.Core.Rating;
using Tallystick.Core.Values;

namespace Tallystick.Core.Usage;

/// <summary>
/// Prices that come with the events: which readings the customer pays so, and which events cannot be. By the terms that were in force when the log took the
/// event, so that a replay decides alike.
/// </summary>
internal static class EventPrices
{
    /// <summary>The readings, with those marked that cost what came with the event.</summary>
    internal static IReadOnlyList<Reading> Apply(AccountTerms terms, Delivery delivery, IReadOnlyList<Reading> readings) => HasAny(terms)
        ? [.. readings.Select(reading => PriceOf(terms, delivery, reading) is null ? reading : reading with { IsPricedByEvent = true })]
        : readings;

    /// <summary>Null where each has its price, or why the event is rejected: <c>PRICE_MISSING</c>, <c>PRICE_OUT_OF_BOUNDS</c>, <c>AMOUNT_TOO_LARGE</c>.</summary>
    internal static Rejection? Check(AccountTerms terms, Delivery delivery, IReadOnlyList<Reading> readings)
    {
        for (var i = 0; i < readings.Count && HasAny(terms); i++)
        {
            if (PriceOf(terms, delivery, readings[i]) is { } agreed && Check(agreed, readings[i]) is { } rejection)
            {
                return rejection;
            }
        }

        return null;
    }

    private static Rejection? Check(DynamicPrice agreed, Reading reading) =>
        reading.UnitPrice is not { } price
            ? new Rejection("PRICE_MISSING", $"The price of metric '{reading.Metric.Name}' ({reading.Metric.Id}) comes with the event, and it has none.")
        : !agreed.Allows(price)
            ? new Rejection(
                "PRICE_OUT_OF_BOUNDS",
                $"The price of metric '{reading.Metric.Name}' ({reading.Metric.Id}) is from {DecimalJsonConverter.Format(agreed.MinPrice)} to "
                    + $"{DecimalJsonConverter.Format(agreed.MaxPrice)}, and the event has {DecimalJsonConverter.Format(price)}.")
        : ExactAmount.IsTooLarge(reading.Value, price) ? Rejection.TooLarge(reading.Metric)
        : null;

    private static DynamicPrice? PriceOf(AccountTerms terms, Delivery delivery, Reading reading) =>
        terms.For(reading.Metric.Id, delivery.Usage!.OccurredAt, delivery.EnqueuedAt)?.Prices[reading.Metric.Id].Model as DynamicPrice;

    // Asked for every event: a loop, not a query that is allocated each time.
    private static bool HasAny(AccountTerms terms)
    {
        foreach (var subscribed in terms.Subscriptions)
        {
            if (subscribed.HasEventPrices)
            {
                return true;
            }
        }

        return false;
    }
}
