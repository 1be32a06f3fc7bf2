using Tallystick.Local.Files;

namespace Tallystick.Local;

/// <summary>How the embedded back end works. The defaults suit a laptop and a small server alike.</summary>
public sealed record LocalOptions
{
    /// <summary>
    /// How many partitions a new log gets, 1 to 1,024. Fixed when the directory is made: an existing one keeps its number.
    /// </summary>
    public int LogPartitions { get; init; } = 2;

    /// <summary>The number of a new log, 0 to 65,535. Fixed when the directory is made.</summary>
    public int LogNumber { get; init; }

    /// <summary>When a log file is full and the next one begins, in bytes.</summary>
    public long LogSegmentBytes { get; init; } = 64 << 20;

    /// <summary>How much memory the document cache may take, in bytes.</summary>
    public long DocumentCacheBytes { get; init; } = 256 << 20;

    /// <summary>How many reads of documents that are not in the cache may run at once.</summary>
    public int DocumentReaders { get; init; } = 4;

    /// <summary>How many bytes of commits the journal of the documents gathers before they are written to the table.</summary>
    public long DocumentJournalBytes { get; init; } = 32 << 20;

    /// <summary>
    /// How many bytes the documents may take, by what the table has in use and the bodies of new ones; commits that would outgrow it fail. Null for
    /// no limit.
    /// </summary>
    public long? DocumentBytesMax { get; init; }

    /// <summary>How long a worker has for a command before another worker gets it.</summary>
    public TimeSpan CommandLease { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The address that mails to customers are from.</summary>
    public string MailFrom { get; init; } = "billing@localhost";

    /// <summary>What the log, the claims and the journal of the documents are written with.</summary>
    public IDisk Disk { get; init; } = new OperatingSystemDisk();
}
