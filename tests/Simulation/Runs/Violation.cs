namespace Tallystick.Tests.Simulation.Runs;

/// <summary>A promise that a run broke.</summary>
/// <param name="Law">Which promise: a stable name, by which a minimised run is known to fail in the same way.</param>
/// <param name="Message">What was found.</param>
internal sealed record Violation(string Law, string Message);
