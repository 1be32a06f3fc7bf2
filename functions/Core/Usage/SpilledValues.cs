namespace Tallystick.Core.Usage;

/// <summary>
/// Values that UNIQUE_COUNT told apart in a window and that the window had no room for: a document beside it, numbered, which never changes.
/// </summary>
/// <param name="Sets">The values by metric and group.</param>
public sealed record SpilledValues(IReadOnlyList<SpilledSet> Sets)
{
    /// <summary>The most values of a document: 160 KB of them. A window that has as many after a commit keeps fewer than half of them.</summary>
    public const int Max = 8192;

    /// <summary>How the ids begin.</summary>
    public const string IdPrefix = "spill:";

    /// <summary>The id of a document.</summary>
    /// <param name="window">The id of the window.</param>
    /// <param name="number">Its number, from 1 on.</param>
    public static string IdOf(string window, int number) => $"{IdPrefix}{window}:{number:D6}";
}
