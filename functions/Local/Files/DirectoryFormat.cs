namespace Tallystick.Local.Files;

/// <summary>What a data directory says about itself, in <c>format.json</c>.</summary>
/// <param name="Version">The version of the files' layout.</param>
/// <param name="LogPartitions">How many partitions the log has; accounts are spread by it, so it never changes.</param>
/// <param name="LogNumber">The log's number in positions.</param>
internal sealed record DirectoryFormat(int Version, int LogPartitions, int LogNumber)
{
    /// <summary>The layout that this code writes: 3, with packs of records in the log.</summary>
    public const int CurrentVersion = 3;

    /// <summary>The oldest layout that this code reads, and then raises: 1, without a journal of the documents. 2 had a frame for each record of the log.</summary>
    public const int OldestVersion = 1;
}
