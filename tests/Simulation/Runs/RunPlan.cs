using Tallystick.Tests.Simulation.Faults;

namespace Tallystick.Tests.Simulation.Runs;

/// <summary>What is run: a seed, and what is left out of it.</summary>
/// <param name="Seed">Everything follows from it.</param>
internal sealed record RunPlan(int Seed)
{
    /// <summary>Numbers of operations that clients do not do.</summary>
    public IReadOnlySet<int> WithoutOperations { get; init; } = new SortedSet<int>();

    /// <summary>Kinds of faults that do not happen.</summary>
    public IReadOnlySet<FaultKind> WithoutFaults { get; init; } = new SortedSet<FaultKind>();

    /// <summary>The number of the first fault that happens, from 1.</summary>
    public int FirstFault { get; init; } = 1;

    /// <summary>The number of the last fault that happens.</summary>
    public int LastFault { get; init; } = int.MaxValue;

    /// <summary>What is broken on purpose; null for nothing.</summary>
    public Mechanism? SwitchedOff { get; init; }

    /// <summary>True for a fault that this run does not leave out.</summary>
    public bool Allows(FaultKind kind, int number) => number >= FirstFault && number <= LastFault && !WithoutFaults.Contains(kind);

    /// <summary>The command that runs it again.</summary>
    public override string ToString()
    {
        List<string> words = [$"./tally simulate --seed {Seed} --seeds 1"];
        if (WithoutOperations.Count > 0)
        {
            words.Add($"--without-operations {Numbers.Format(WithoutOperations)}");
        }

        if (WithoutFaults.Count > 0)
        {
            words.Add($"--without-faults {string.Join(',', WithoutFaults.Order())}");
        }

        if (FirstFault > 1 || LastFault < int.MaxValue)
        {
            words.Add($"--faults {FirstFault}-{(LastFault < int.MaxValue ? LastFault : "")}");
        }

        if (SwitchedOff is { } mechanism)
        {
            words.Add($"--switch-off {mechanism}");
        }

        return string.Join(' ', words);
    }
}
