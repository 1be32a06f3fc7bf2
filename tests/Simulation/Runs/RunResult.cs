using Tallystick.Tests.Simulation.Faults;

namespace Tallystick.Tests.Simulation.Runs;

/// <summary>What came of a run.</summary>
/// <param name="Plan">What was run.</param>
/// <param name="Violation">The first broken promise; null where all were kept.</param>
/// <param name="Hash">The hash of the trace.</param>
/// <param name="Lines">The trace; empty where it was not kept.</param>
/// <param name="Operations">How many operations the scenario has.</param>
/// <param name="FaultCount">How many faults were drawn.</param>
/// <param name="FaultKinds">Which kinds happened.</param>
/// <param name="Sightings">What the run has met.</param>
/// <param name="Steps">How many steps were taken.</param>
internal sealed record RunResult(
    RunPlan Plan, Violation? Violation, ulong Hash, IReadOnlyList<string> Lines, int Operations, int FaultCount, IReadOnlySet<FaultKind> FaultKinds, IReadOnlySet<Sighting> Sightings, int Steps);
