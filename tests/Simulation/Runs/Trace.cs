using NodaTime;
using Tallystick.Tests.Simulation.Scheduling;

namespace Tallystick.Tests.Simulation.Runs;

/// <summary>What happened, a line each, and a hash of all lines: the same seed has the same hash.</summary>
/// <param name="keeps">True to keep the lines; false for the hash alone.</param>
internal sealed class Trace(bool keeps)
{
    private const ulong HashStart = 14695981039346656037;
    private const ulong HashPrime = 1099511628211;
    private readonly List<string> lines = [];
    private Instant start;

    /// <summary>The true time; set before the first line.</summary>
    internal Scheduler Scheduler
    {
        get => field ?? throw new InvalidOperationException("The trace has no clock yet.");
        set => (field, start) = (value, value.Now);
    }

    /// <summary>FNV-1a of all lines.</summary>
    internal ulong Hash { get; private set; } = HashStart;

    /// <summary>The lines that were kept.</summary>
    internal IReadOnlyList<string> Lines => lines;

    /// <summary>Adds a line.</summary>
    internal void Add(string who, string what)
    {
        var since = Scheduler.Now - start;
        var line = $"{since.Days}d{since.Hours:D2}:{since.Minutes:D2}:{since.Seconds:D2}.{since.Milliseconds:D3} {who} {what}";
        foreach (var character in line)
        {
            Hash = unchecked((Hash ^ character) * HashPrime);
        }

        if (keeps)
        {
            lines.Add(line);
        }
    }
}
