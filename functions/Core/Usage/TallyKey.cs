using NodaTime;
using NodaTime.Text;

namespace Tallystick.Core.Usage;

/// <summary>Which billing period of which subscription is tallied.</summary>
/// <param name="Subscription">The subscription's id.</param>
/// <param name="Start">The first instant of the period.</param>
public readonly record struct TallyKey(string Subscription, Instant Start)
{
    /// <summary>The id of its document.</summary>
    internal string DocumentId => $"{PeriodTally.IdPrefix}{Subscription}:{InstantPattern.ExtendedIso.Format(Start)}";
}
