using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Core.Billing;

/// <summary>What a past period comes to, and what it would have come to: before tax, whatever was paid, with the usage that is counted by now.</summary>
/// <param name="Period">Its time.</param>
/// <param name="Actual">By what it was billed by: its usage and all its fees, those paid in advance of it among them.</param>
/// <param name="Simulated">By the hypothesis.</param>
public sealed record SimulatedPeriod(Period Period, decimal Actual, decimal Simulated);
