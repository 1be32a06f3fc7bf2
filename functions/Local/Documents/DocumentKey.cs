namespace Tallystick.Local.Documents;

/// <summary>The address of a document.</summary>
internal readonly record struct DocumentKey(string Partition, string Id) : IComparable<DocumentKey>
{
    /// <summary>The order of the table.</summary>
    public int CompareTo(DocumentKey other)
    {
        var byPartition = string.CompareOrdinal(Partition, other.Partition);
        return byPartition != 0 ? byPartition : string.CompareOrdinal(Id, other.Id);
    }
}
