using Tallystick.Tests.Simulation.Faults;

namespace Tallystick.Tests.Simulation.Runs;

/// <summary>
/// Makes a failing run small: leaves out operations by halves, quarters and so on (delta debugging), then kinds of faults, then faults at either
/// end, as long as the same promise is broken.
/// </summary>
internal sealed class Minimizer
{
    private const int MaxRuns = 300;
    private readonly string law;
    private readonly int operations;
    private RunResult best;
    private int runs;

    private Minimizer(RunResult failing) => (best, law, operations) = (failing, failing.Violation!.Law, failing.Operations);

    /// <summary>The smallest run found that breaks the same promise, with its trace.</summary>
    internal static RunResult Minimize(RunResult failing)
    {
        var minimizer = new Minimizer(failing);
        minimizer.Minimize();
        return Run.Of(minimizer.best.Plan, keepsTrace: true);
    }

    private void Minimize()
    {
        var before = -1;
        while (before != best.Steps && runs < MaxRuns)
        {
            before = best.Steps;
            LeaveOutOperations();
            LeaveOutKinds();
            LeaveOutFaults();
        }
    }

    private void LeaveOutOperations()
    {
        for (var size = Math.Max(1, operations / 2); size >= 1; size /= 2)
        {
            for (var first = 1; first <= operations; first += size)
            {
                var without = new SortedSet<int>(best.Plan.WithoutOperations);
                without.UnionWith(Enumerable.Range(first, Math.Min(size, operations - first + 1)));
                if (without.Count > best.Plan.WithoutOperations.Count)
                {
                    Try(best.Plan with { WithoutOperations = without });
                }
            }
        }
    }

    private void LeaveOutKinds()
    {
        foreach (var kind in best.FaultKinds)
        {
            Try(best.Plan with { WithoutFaults = new SortedSet<FaultKind>(best.Plan.WithoutFaults) { kind } });
        }
    }

    private void LeaveOutFaults()
    {
        for (var size = Math.Max(1, best.FaultCount / 2); size >= 1; size /= 2)
        {
            while (best.Plan.FirstFault + size <= best.FaultCount && Try(best.Plan with { FirstFault = best.Plan.FirstFault + size }))
            {
            }

            while (LastFault - size >= best.Plan.FirstFault - 1 && Try(best.Plan with { LastFault = LastFault - size }))
            {
            }
        }
    }

    private int LastFault => Math.Min(best.Plan.LastFault, best.FaultCount);

    private bool Try(RunPlan smaller)
    {
        if (runs++ >= MaxRuns)
        {
            return false;
        }

        var result = Run.Of(smaller);
        var fails = result.Violation?.Law == law;
        best = fails ? result : best;
        return fails;
    }
}
