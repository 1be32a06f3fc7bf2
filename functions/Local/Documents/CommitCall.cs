using Tallystick.Core.Storage;
using Tallystick.Local.Groups;

namespace Tallystick.Local.Documents;

/// <summary>A commit that waits for its group.</summary>
/// <param name="writes">Its writes, with bodies of their own.</param>
internal sealed class CommitCall(PreparedWrite[] writes)
    : TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously), IGroupCall
{
    public PreparedWrite[] Writes => writes;

    /// <summary>How many bytes its bodies have.</summary>
    public long Size => writes.Sum(write => (long)write.Body.Length);

    /// <summary>Whether all conditions held.</summary>
    public bool Holds { get; set; }

    /// <inheritdoc/>
    public void Fail(Exception failure) => TrySetException(failure);

    /// <summary>Copies a commit, on the caller's thread.</summary>
    public static CommitCall Of(string partition, IReadOnlyList<DocumentWrite> writes)
    {
        var prepared = new PreparedWrite[writes.Count];
        for (var i = 0; i < prepared.Length; i++)
        {
            var write = writes[i];
            prepared[i] = new PreparedWrite(new DocumentKey(partition, write.Id), write.Kind, write.Body.ToArray(), write.ETag, write.Value);
        }

        return new CommitCall(prepared);
    }
}
