namespace Tallystick.DevHost.Demo;

/// <summary>The ids of the demo's metrics.</summary>
/// <param name="Basic">Submissions in simple languages.</param>
/// <param name="Premium">Submissions in compiled languages.</param>
/// <param name="ExecutionTime">Seconds of execution.</param>
public sealed record DemoMetrics(string Basic, string Premium, string ExecutionTime);
