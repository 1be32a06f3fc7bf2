namespace Tallystick.Core.Billing;

/// <summary>What a run of closing did.</summary>
/// <param name="Closed">How many periods were closed.</param>
/// <param name="Stopped">How many could not be closed, and were put aside.</param>
/// <param name="Remaining">How many entries of periods are due still.</param>
public sealed record ClosingRun(int Closed, int Stopped, long Remaining);
