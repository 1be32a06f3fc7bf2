using Tallystick.Core.Values;

namespace Tallystick.Core.Billing;

/// <summary>A billing period of a subscription, with what it is billed by.</summary>
/// <param name="Period">Its time.</param>
/// <param name="Share">How much of a whole period's fees it is charged.</param>
/// <param name="Billed">The phase that it lies in.</param>
public sealed record SubscriptionPeriod(Period Period, FeeShare Share, BilledPhase Billed);
