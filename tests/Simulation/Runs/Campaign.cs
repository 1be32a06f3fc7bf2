using System.Collections.Concurrent;
using System.Diagnostics;
using Tallystick.Tests.Simulation.Faults;

namespace Tallystick.Tests.Simulation.Runs;

/// <summary>Runs many seeds, on all cores, and tells of the first that fails.</summary>
/// <param name="output">Where it tells.</param>
internal sealed class Campaign(TextWriter output)
{
    private const int PrintedLines = 120;
    private static readonly TimeSpan TellEvery = TimeSpan.FromSeconds(10);
    private readonly object gate = new();
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private RunResult? failing;
    private int done;
    private long steps;
    private long faults;
    private TimeSpan told;

    /// <summary>Which faults happened.</summary>
    internal HashSet<FaultKind> FaultKinds { get; } = [];

    /// <summary>What the runs have met.</summary>
    internal HashSet<Sighting> Sightings { get; } = [];

    /// <summary>Runs seeds from a plan's seed on.</summary>
    /// <param name="plan">What is run of each.</param>
    /// <param name="seeds">How many.</param>
    /// <param name="limit">When to stop.</param>
    /// <param name="printsTrace">True to print every run's trace.</param>
    /// <returns>False where one failed; how, and how to run it again, is printed.</returns>
    internal bool Run(RunPlan plan, int seeds, TimeSpan limit, bool printsTrace)
    {
        var inOrder = Partitioner.Create(Enumerable.Range(plan.Seed, seeds), EnumerablePartitionerOptions.NoBuffering);
        Parallel.ForEach(inOrder, (seed, state) =>
        {
            var result = Runs.Run.Of(plan with { Seed = seed }, printsTrace);
            lock (gate)
            {
                Note(result, printsTrace);
                if (result.Violation is not null || clock.Elapsed > limit)
                {
                    state.Stop();
                }
            }
        });
TellProgress();
        if (failing is { } failed)
        {
            TellFailure(failed);
        }

        return failing is null;
    }

    private void Note(RunResult result, bool printsTrace)
    {
        done++;
        steps += result.Steps;
        faults += result.FaultCount;
        FaultKinds.UnionWith(result.FaultKinds);
        Sightings.UnionWith(result.Sightings);
        if (result.Violation is not null && (failing is null || result.Plan.Seed < failing.Plan.Seed))
        {
            failing = result;
        }

        if (printsTrace)
        {
            output.WriteLine(string.Join(Environment.NewLine, result.Lines));
        }

        if (clock.Elapsed - told > TellEvery)
        {
            told = clock.Elapsed;
            TellProgress();
        }
    }

    private void TellProgress() => output.WriteLine(
        $"{done} seeds, {done / clock.Elapsed.TotalSeconds:F1} a second, {steps} steps, {faults} faults of {FaultKinds.Count} kinds, {(failing is null ? "no violation" : "1 violation")}");

    private void TellFailure(RunResult failed)
    {
        output.WriteLine($"Seed {failed.Plan.Seed} breaks {failed.Violation!.Law}: {failed.Violation.Message}");
        output.WriteLine($"Replay: {failed.Plan}");
        var small = Minimizer.Minimize(failed);
        output.WriteLine($"Minimised, {small.Operations - small.Plan.WithoutOperations.Count} of {small.Operations} operations: {small.Plan}");
        output.WriteLine($"It breaks {small.Violation!.Law}: {small.Violation.Message}");
        output.WriteLine("Its trace, of timers only what they do with money:");
        foreach (var line in small.Lines.Where(IsTold).TakeLast(PrintedLines))
        {
            output.WriteLine($"  {line}");
        }
    }

    private static bool IsTold(string line) =>
        !line.Contains(" closer-", StringComparison.Ordinal) || line.Contains(" wallet", StringComparison.Ordinal) || line.Contains("inv_", StringComparison.Ordinal);
}
