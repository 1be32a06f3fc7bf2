using Tallystick.Core.Storage;
using Tallystick.Tests.Simulation.Runs;
using Tallystick.Tests.Simulation.Scheduling;

namespace Tallystick.Tests.Simulation.Faults;

/// <summary>
/// Decides what goes wrong. Each seed has kinds of its own, at rates of its own: a run in which everything fails at once finds less than many that
/// fail in one way each ("swarm testing").
/// </summary>
internal sealed class FaultInjector
{
    // By kind, in the order of the kinds: of how many chances one goes wrong at most.
    private static readonly double[] HighestRates = [0.004, 0.04, 0.1, 0.04, 0.04, 0.05, 0.3, 0.3, 0.8, 0.1, 0.7, 0.02, 0.3, 0.3, 0.3, 0.7, 0.7, 0.7];
    private readonly Dictionary<FaultKind, double> rates = [];
    private readonly Random random;
    private readonly RunPlan plan;
    private readonly Trace trace;
    private bool stopped;

    /// <summary>Draws the kinds and their rates from the seed.</summary>
    internal FaultInjector(Random random, RunPlan plan, Trace trace)
    {
        (this.random, this.plan, this.trace) = (random, plan, trace);
        foreach (var kind in Enum.GetValues<FaultKind>())
        {
            var (isOn, rate) = (random.Next(2) == 0, random.NextDouble());
            rates[kind] = isOn ? rate * HighestRates[(int)kind] : 0;
        }
    }

    /// <summary>How many have happened.</summary>
    internal int Count { get; private set; }

    /// <summary>The kinds that have happened.</summary>
    internal HashSet<FaultKind> Seen { get; } = [];

    /// <summary>Nothing goes wrong any more.</summary>
    internal void Stop() => stopped = true;

    /// <summary>True where it goes wrong here.</summary>
    internal bool Happens(FaultKind kind, string who, string what = "")
    {
        if (stopped || rates[kind] == 0 || random.NextDouble() >= rates[kind])
        {
            return false;
        }

        Count++;
        if (!plan.Allows(kind, Count))
        {
            return false;
        }

        Seen.Add(kind);
        trace.Add("fault", $"{Count} {kind} {who} {what}");
        return true;
    }

    /// <summary>Throws where a call fails in one of the ways.</summary>
    internal void MayFail(Process process, string what, params ReadOnlySpan<FaultKind> kinds)
    {
        foreach (var kind in kinds)
        {
            if (Happens(kind, process.Name, what))
            {
                throw new StoreUnavailableException($"{kind}: {what}");
            }
        }
    }
}
