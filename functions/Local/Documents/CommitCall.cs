using Tallystick.Local.Groups;

namespace Tallystick.Local.Documents;

/// <summary>Commits that wait for their group.</summary>
/// <param name="commits">The commits, each for itself.</param>
internal sealed class CommitCall(PreparedCommit[] commits) : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), IGroupCall
{
    public PreparedCommit[] Commits => commits;

    /// <inheritdoc/>
    public void Fail(Exception failure) => TrySetException(failure);
}
