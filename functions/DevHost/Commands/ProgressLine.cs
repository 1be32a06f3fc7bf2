namespace Tallystick.DevHost.Commands;

/// <summary>A line that shows how far something is; on a terminal it is written over, elsewhere it is written once.</summary>
/// <param name="output">Where.</param>
/// <param name="what">What goes on.</param>
/// <param name="unit">What is counted, in the plural.</param>
internal sealed class ProgressLine(TextWriter output, string what, string unit)
{
    private const int BarWidth = 30;

    private static bool IsLive => !Console.IsOutputRedirected;

    /// <summary>So many steps of so many are done.</summary>
    internal void Show(long done, long total)
    {
        if (IsLive && total > 0)
        {
            var filled = (int)(BarWidth * done / total);
            output.Write($"\r{what}: [{new string('#', filled)}{new string('.', BarWidth - filled)}] {done}/{total} {unit}");
            output.Flush();
        }
    }

    /// <summary>All are done.</summary>
    internal void End(long total) => output.WriteLine(IsLive ? "" : $"{what}: {total} {unit}");
}
