using Tallystick.Core.Storage;

namespace Tallystick.Local.Documents;

/// <summary>A commit with bodies of its own.</summary>
/// <param name="partition">The partition.</param>
/// <param name="writes">Its writes.</param>
internal sealed class PreparedCommit(string partition, PreparedWrite[] writes)
{
    public string Partition => partition;

    public PreparedWrite[] Writes => writes;

    /// <summary>How many bytes its bodies have.</summary>
    public long Size => writes.Sum(write => (long)write.Body.Length);

    /// <summary>Whether all conditions held.</summary>
    public bool Holds { get; set; }

    /// <summary>Copies a commit, on the caller's thread.</summary>
    /// <exception cref="ArgumentException">It is out of bounds.</exception>
    public static PreparedCommit Of(string partition, IReadOnlyList<DocumentWrite> writes)
    {
        DocumentBounds.CheckCommit(partition, writes);
        var prepared = new PreparedWrite[writes.Count];
        for (var i = 0; i < prepared.Length; i++)
        {
            var write = writes[i];
            prepared[i] = new PreparedWrite(new DocumentKey(partition, write.Id), write.Kind, write.Body.ToArray(), write.ETag, write.Value);
        }

        return new PreparedCommit(partition, prepared);
    }
}
