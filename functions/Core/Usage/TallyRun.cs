using NodaTime;

namespace Tallystick.Core.Usage;

/// <summary>
/// A stretch of a window's events between which no event of another hour moved the tally of their metric: before each of them stands what the one before it left.
/// Together with the prices it tells what the wallet was asked for each event, in a few numbers however many events there are.
/// </summary>
/// <param name="From">The first event.</param>
/// <param name="Period">The first instant of the billing period that is tallied.</param>
/// <param name="Before">What had been counted in the period before the first event.</param>
/// <param name="After">What had been counted in the period after the last one.</param>
public sealed record TallyRun(LogPosition From, Instant Period, decimal Before, decimal After)
{
    /// <summary>The most stretches that a window tells apart, of all metrics; what comes behind counts to the last of its metric and period.</summary>
    public const int Max = 2000;
}
