using Tallystick.Core.Values;

namespace Tallystick.Core.Rating;

/// <summary>Rules for the numbers of price models.</summary>
internal static class PriceCheck
{
    private const string Digits = "below 10^15, with at most 9 digits after the decimal point.";

    /// <summary>Why a number cannot be a price: 0 or more.</summary>
    internal static IEnumerable<FieldError> Price(string field, decimal? price) =>
        That(price is null || (price >= 0 && Exact.Fits(price.Value)), field, "A price is 0 or more and " + Digits, "INVALID_PRICE");

    /// <summary>Why a number cannot be a quantity: 0 or more.</summary>
    internal static IEnumerable<FieldError> Quantity(string field, decimal quantity) =>
        That(quantity >= 0 && Exact.Fits(quantity), field, "A quantity is 0 or more and " + Digits, "OUT_OF_RANGE");

    /// <summary>An error where a condition does not hold.</summary>
    internal static IEnumerable<FieldError> That(bool holds, string field, string message, string code) =>
        holds ? [] : [new FieldError(field, message, code)];
}
