namespace Tallystick.DevHost.Demo;

/// <summary>A line that shows how far something is; on a terminal it is written over, elsewhere it is written once.</summary>
/// <param name="output">Where.</param>
/// <param name="what">What goes on.</param>
/// <param name="total">How many steps there are.</param>
internal sealed class ProgressLine(TextWriter output, string what, int total)
{
    private static bool IsLive => !Console.IsOutputRedirected;

    /// <summary>So many steps are done.</summary>
    internal void Show(int done)
    {
        if (IsLive)
        {
            output.Write($"\r{what}: {done}/{total} submissions");
            output.Flush();
        }
    }

    /// <summary>All are done.</summary>
    internal void End() => output.WriteLine(IsLive ? "" : $"{what}: {total} submissions");
}
