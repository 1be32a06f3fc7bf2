using Tallystick.Core.Storage;

namespace Tallystick.Local.Documents;

/// <summary>Lays what is pending over rows of the table.</summary>
internal static class PendingRows
{
    /// <summary>The documents of both in the order of their ids; pending ones stand for the rows of the same id, and deleted ones take them away.</summary>
    /// <param name="rows">The rows, in the order asked for.</param>
    /// <param name="pending">What is pending of the range, lowest id first.</param>
    /// <param name="backwards">Whether the highest id is to come first.</param>
    public static IEnumerable<StoredDocument> Merge(
        IEnumerable<StoredDocument> rows, IReadOnlyList<KeyValuePair<DocumentKey, StoredDocument?>> pending, bool backwards)
    {
        var left = new Stack<KeyValuePair<DocumentKey, StoredDocument?>>(backwards ? pending : pending.Reverse());
        foreach (var row in rows)
        {
            while (left.TryPeek(out var next) && Compare(next.Key.Id, row.Id) < 0)
            {
                if (left.Pop().Value is { } before)
                {
                    yield return before;
                }
            }

            if (!left.TryPeek(out var standing) || standing.Key.Id != row.Id)
            {
                yield return row;
            }
        }

        while (left.TryPop(out var last))
        {
            if (last.Value is { } document)
            {
                yield return document;
            }
        }

        int Compare(string one, string other) => backwards ? string.CompareOrdinal(other, one) : string.CompareOrdinal(one, other);
    }
}
