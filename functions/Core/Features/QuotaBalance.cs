using Tallystick.Core.Values;

namespace Tallystick.Core.Features;

/// <summary>What is left of a metered entitlement, in the metric's unit.</summary>
/// <param name="Period">The current usage period.</param>
/// <param name="Balance">What is left of the quota and the grants that are in effect; 0 or more.</param>
/// <param name="UsageInPeriod">What was used in the current period.</param>
/// <param name="Overage">What was used with nothing left, and not made good by a later grant; 0 or more.</param>
public sealed record QuotaBalance(Period Period, decimal Balance, decimal UsageInPeriod, decimal Overage);
