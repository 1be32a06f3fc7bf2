namespace Tallystick.Core.Storage;

/// <summary>The documents of one partition with <c>From ≤ id &lt; To</c>, by ordinal order of their ids' UTF-16 code units (ids are ASCII).</summary>
/// <param name="Partition">The partition.</param>
/// <param name="From">The first id in the range.</param>
/// <param name="To">The first id after it.</param>
public sealed record DocumentRange(string Partition, string From, string To)
{
    /// <summary>All ids that begin with a prefix.</summary>
    public static DocumentRange WithPrefix(string partition, string prefix) => new(partition, prefix, prefix + "\u007f");
}
