namespace Tallystick.Local.Files;

/// <summary>What a data directory says about itself, in <c>format.json</c>.</summary>
/// <param name="Version">The version of the files' layout.</param>
/// <param name="LogPartitions">How many partitions the log has; accounts are spread by it, so it never changes.</param>
/// <param name="LogNumber">The log's number in positions.</param>
internal sealed record DirectoryFormat(int Version, int LogPartitions, int LogNumber)
{
    /// <summary>The layout that this code writes: 2, with a journal of the documents.</summary>
    public const int CurrentVersion = 2;

    /// <summary>The oldest layout that this code reads, and then raises: 1, without the journal.</summary>
    public const int OldestVersion = 1;
}
