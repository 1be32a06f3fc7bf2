namespace Tallystick.Core.Storage;

/// <summary>The bounds that <see cref="IDocumentStore"/> promises to hold, for its adapters.</summary>
public static class DocumentBounds
{
    /// <summary>The longest id or partition, in characters.</summary>
    public const int MaxName = 250;

    /// <summary>The most writes of a commit.</summary>
    public const int MaxWrites = 100;

    /// <summary>
    /// The most bytes of the bodies of a commit: what fits, in base 64 and with ids, into the 2 MB that Cosmos DB takes in one request
    /// (https://learn.microsoft.com/azure/cosmos-db/concepts-limits).
    /// </summary>
    public const int MaxCommitBytes = 1280 * 1024;

    /// <summary>Refuses the name of a partition that is out of bounds.</summary>
    /// <exception cref="ArgumentException">It is empty, too long, or holds other characters than printable ASCII.</exception>
    public static void CheckPartition(string partition)
    {
        if (partition.Length is < 1 or > MaxName
            || partition.AsSpan().ContainsAnyExceptInRange(' ', '~')
            || partition.AsSpan().ContainsAny("\\?#"))
        {
            throw new ArgumentException($"'{partition}' cannot name a partition.", nameof(partition));
        }
    }

    /// <summary>Refuses an id that is out of bounds.</summary>
    /// <exception cref="ArgumentException">It is empty, too long, or holds other characters than printable ASCII without <c>/ \ ?
    /// #</c>.</exception>
    public static void CheckId(string id)
    {
        if (id.Length is < 1 or > MaxName || id.AsSpan().ContainsAnyExceptInRange(' ', '~') || id.AsSpan().ContainsAny("/\\?#"))
        {
            throw new ArgumentException($"'{id}' cannot be the id of a document.", nameof(id));
        }
    }

    /// <summary>Refuses a commit that is out of bounds.</summary>
    /// <exception cref="ArgumentException">A name is out of bounds, there are too many writes or none, two are on one id, or they are too
    /// large.</exception>
    public static void CheckCommit(string partition, IReadOnlyList<DocumentWrite> writes)
    {
        CheckPartition(partition);
        if (writes.Count is < 1 or > MaxWrites)
        {
            throw new ArgumentException($"A commit has 1 to {MaxWrites} writes, not {writes.Count}.", nameof(writes));
        }

        var ids = writes.Count > 1 ? new HashSet<string>(writes.Count, StringComparer.Ordinal) : null;
        foreach (var write in writes)
        {
            CheckId(write.Id);
            if (ids is not null && !ids.Add(write.Id))
            {
                throw new ArgumentException($"Two writes of a commit are on '{write.Id}'.", nameof(writes));
            }
        }

        var bytes = BytesOf(writes);
        if (bytes > MaxCommitBytes)
        {
            throw new ArgumentException($"A commit has at most {MaxCommitBytes} bytes, not {bytes}.", nameof(writes));
        }
    }

    /// <summary>How many bytes the bodies of a commit have.</summary>
    internal static long BytesOf(IReadOnlyList<DocumentWrite> writes)
    {
        var bytes = 0L;
        foreach (var write in writes)
        {
            bytes += write.Body.Length;
        }

        return bytes;
    }

    /// <summary>Refuses a list request that is out of bounds.</summary>
    /// <exception cref="ArgumentException">A number is out of range, or the partition's name is.</exception>
    public static void CheckList(DocumentRange range, int skip, int take)
    {
        CheckPartition(range.Partition);
        ArgumentOutOfRangeException.ThrowIfNegative(skip);
        ArgumentOutOfRangeException.ThrowIfLessThan(take, 1);
    }
}
