using System.Collections.ObjectModel;

namespace Tallystick.Core.Taxes;

/// <summary>By which rates an invoice is taxed. Rates are fractions, 0 to 1, at most 9 digits after the point: 0.19 is 19 %.</summary>
/// <param name="Treatment">How the customer is taxed; where it is not <see cref="TaxTreatment.Standard"/> every rate is 0.</param>
/// <param name="DefaultRate">The rate of all that has none of its own.</param>
/// <param name="Rates">Rates by the ids of prices.</param>
public sealed record TaxDecision(TaxTreatment Treatment, decimal DefaultRate, IReadOnlyDictionary<string, decimal> Rates)
{
    /// <summary>One rate for all.</summary>
    public static TaxDecision Of(decimal rate, TaxTreatment treatment = TaxTreatment.Standard) =>
        new(treatment, rate, ReadOnlyDictionary<string, decimal>.Empty);

    /// <summary>The rate of a price; of null, of what a plan says of all its prices.</summary>
    public decimal RateOf(string? priceId) => priceId is not null && Rates.TryGetValue(priceId, out var rate) ? rate : DefaultRate;
}
