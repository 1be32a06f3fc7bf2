using System.Globalization;

namespace Tallystick.Tests.Benchmarks.Processes;

/// <summary>
/// How a child process talks with the one that started it: first the lines of its greeting; then, for each line on standard input, a line
/// once everything is counted: how many bytes the process has allocated so far. It ends with its input.
/// </summary>
internal static class ChildLoop
{
    internal static async Task RunAsync(Func<Task> drain, params string[] greeting)
    {
        foreach (var line in greeting)
        {
            Console.WriteLine(line);
        }

        while (await Console.In.ReadLineAsync() is not null)
        {
            await drain();
            Console.WriteLine(GC.GetTotalAllocatedBytes(precise: true).ToString(CultureInfo.InvariantCulture));
        }
    }
}
