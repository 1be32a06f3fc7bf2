using System.Globalization;
using Tallystick.Tests.Benchmarks.Measures;
using Tallystick.Tests.Benchmarks.Processes;

namespace Tallystick.Tests.Benchmarks.Closings;

/// <summary>Closes a month of many subscriptions.</summary>
internal static class ClosingRun
{
    private const double Megabyte = 1024 * 1024;
    private static readonly string[] Heads = ["invoices", "seconds", "invoices/s", "CPU-s per thousand", "peak resident MB", "disk bytes an invoice"];

    internal static async Task RunAsync(ClosingOptions options)
    {
        using var directory = new TemporaryDirectory();
        await Command.RunAsync(ChildProcess.Program, "subscribe", directory.Path, Number(options.Subscriptions), Number(options.Windows));
        var bytes = directory.Bytes;
        var figures = (await Command.RunAsync(ChildProcess.Program, "close", directory.Path)).Split(' ').Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        var (invoices, seconds, cpu, peak) = (figures[0], figures[1], figures[2], figures[3]);
        Table.Write(
            Heads,
            [
                [
                    Table.Cell(invoices), Table.Cell(seconds, 1), Table.Cell(invoices / seconds), Table.Cell(cpu / invoices * 1000, 2), Table.Cell(peak / Megabyte),
                    Table.Cell((directory.Bytes - bytes) / invoices),
                ],
            ]);
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
