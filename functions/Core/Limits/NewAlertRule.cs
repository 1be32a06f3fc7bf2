using Tallystick.Core.Values;

namespace Tallystick.Core.Limits;

/// <summary>A rule of alerts as it was asked for.</summary>
/// <param name="Kind">See <see cref="AlertRule.Kind"/>.</param>
/// <param name="Measure">What is to be looked at.</param>
/// <param name="Threshold">See <see cref="AlertRule.Threshold"/>.</param>
/// <param name="Factor">See <see cref="SpikeTerms.Factor"/>; null for other rules.</param>
/// <param name="Days">See <see cref="SpikeTerms.Days"/>; null for <see cref="DefaultDays"/>, and for other rules.</param>
public sealed record NewAlertRule(AlertKind Kind, NewMeasure Measure, decimal Threshold, decimal? Factor, int? Days)
{
    /// <summary>How many days a spike is compared with unless given.</summary>
    public const int DefaultDays = 7;

    /// <summary>See <see cref="AlertRule.SetBy"/>.</summary>
    public LimitOwner SetBy { get; init; }

    /// <summary>
    /// The fields that break rules, or null: <c>OUT_OF_RANGE</c>; <c>REQUIRED</c> for a window of a threshold and for the factor of a spike; <c>NOT_OF_TYPE</c> for what belongs to rules of
    /// another type.
    /// </summary>
    internal Refusal? Check()
    {
        var errors = new List<FieldError>();
        void That(bool holds, string field, string message, string code)
        {
            if (!holds)
            {
                errors.Add(new FieldError(field, message, code));
            }
        }

        var (isSpike, isThreshold) = (Kind == AlertKind.UsageSpike, Kind is AlertKind.SpendThreshold or AlertKind.UsageThreshold);
        That(Threshold > 0 && Exact.Fits(Threshold), "threshold", "must be more than 0, with at most 15 digits before and 9 after the decimal point", "OUT_OF_RANGE");
        That(!isThreshold || Measure.Window is not null, "window", "A threshold is one of some window.", "REQUIRED");
        That(isThreshold || Measure.Window is null, "window", "Only thresholds of spend and usage have a window.", "NOT_OF_TYPE");
        That(Kind != AlertKind.WalletLowBalance || Measure.MetricId is null, "billableMetricId", "A balance is of no metric.", "NOT_OF_TYPE");
        That(!isSpike || Factor is not null, "factor", "How many times the mean of the days before is a spike?", "REQUIRED");
        That(isSpike || Factor is null, "factor", "Only a spike has a factor.", "NOT_OF_TYPE");
        That(isSpike || Days is null, "days", "Only a spike is compared with days.", "NOT_OF_TYPE");
        That(Factor is null or (> 1 and <= 1000), "factor", "More than 1 and at most 1000 is expected.", "OUT_OF_RANGE");
        That(Days is null or (>= 1 and <= 28), "days", "1 to 28 are expected.", "OUT_OF_RANGE");
        return errors.Count == 0 ? null : Refusal.Invalid(errors);
    }
}
