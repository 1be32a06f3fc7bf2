namespace Tallystick.Local.Documents;

/// <summary>The address of a document. Remembers its hash: one key is looked up several times on its way.</summary>
internal readonly struct DocumentKey(string partition, string id) : IComparable<DocumentKey>, IEquatable<DocumentKey>
{
    private readonly int hash = HashCode.Combine(partition, id);

    /// <summary>The partition.</summary>
    public string Partition => partition;

    /// <summary>The id within the partition.</summary>
    public string Id => id;

    /// <summary>The order of the table.</summary>
    public int CompareTo(DocumentKey other)
    {
        var byPartition = string.CompareOrdinal(Partition, other.Partition);
        return byPartition != 0 ? byPartition : string.CompareOrdinal(Id, other.Id);
    }

    /// <inheritdoc/>
    public bool Equals(DocumentKey other) => Id == other.Id && Partition == other.Partition;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is DocumentKey other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => hash;
}
