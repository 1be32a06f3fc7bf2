using System.Globalization;

namespace Tallystick.Tests.Benchmarks.Processes;

/// <summary>Processor time and memory of processes, from <c>/proc</c>; see proc(5).</summary>
internal static class ProcessFigures
{
    // sysconf(_SC_CLK_TCK) on every architecture that .NET runs on.
    private const double TicksPerSecond = 100;

    /// <summary>User and system time of a process.</summary>
    internal static double CpuSeconds(int process) => Read(process) is { } stat ? stat.Own : 0;

    /// <summary>The time of a process, of its living children, and of those that have ended.</summary>
    internal static double CpuSecondsOfTree(int parent) =>
        (Read(parent) is { } root ? root.Own + root.EndedChildren : 0)
        + Processes().Select(Read).OfType<(int Parent, double Own, double EndedChildren)>()
            .Where(stat => stat.Parent == parent).Sum(stat => stat.Own + stat.EndedChildren);

    /// <summary>The memory of a process that is in use and not swapped out.</summary>
    internal static long ResidentBytes(int process) =>
        long.Parse(File.ReadAllText($"/proc/{process}/statm").Split(' ')[1], CultureInfo.InvariantCulture) * Environment.SystemPageSize;

    /// <summary>The most memory that a process has had in use at any time.</summary>
    internal static long PeakResidentBytes(int process)
    {
        // "VmHWM:     12345 kB"
        var line = File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return 1024 * long.Parse(line.AsSpan("VmHWM:".Length, line.Length - "VmHWM:".Length - "kB".Length), CultureInfo.InvariantCulture);
    }

    private static IEnumerable<int> Processes() =>
        Directory.EnumerateDirectories("/proc").Select(path => int.TryParse(Path.GetFileName(path), out var id) ? id : 0).Where(id => id > 0);

    private static (int Parent, double Own, double EndedChildren)? Read(int process)
    {
        try
        {
            // The name in parentheses may hold spaces: the fields are counted behind it.
            var text = File.ReadAllText($"/proc/{process}/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return (int.Parse(fields[1], CultureInfo.InvariantCulture), Seconds(fields[11]) + Seconds(fields[12]), Seconds(fields[13]) + Seconds(fields[14]));
        }
        catch (IOException)
        {
            // It ended between the listing and the look: its parent's figures have it.
            return null;
        }
    }

    private static double Seconds(string ticks) => long.Parse(ticks, CultureInfo.InvariantCulture) / TicksPerSecond;
}
