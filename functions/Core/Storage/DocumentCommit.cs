namespace Tallystick.Core.Storage;

/// <summary>A commit of one partition.</summary>
/// <param name="Partition">The partition.</param>
/// <param name="Writes">Its writes; 1 to <see cref="DocumentBounds.MaxWrites"/>.</param>
public readonly record struct DocumentCommit(string Partition, IReadOnlyList<DocumentWrite> Writes)
{
    /// <summary>False where its writes are too many for one commit, or their bodies too large together: <see cref="DocumentBounds.MaxCommitBytes"/>.</summary>
    internal bool Fits => Writes.Count <= DocumentBounds.MaxWrites && DocumentBounds.BytesOf(Writes) <= DocumentBounds.MaxCommitBytes;
}
