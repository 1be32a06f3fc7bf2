using Tallystick.Core.Usage;
using Tallystick.Local.Groups;

namespace Tallystick.Local.Log;

/// <summary>An append that waits for every partition that it has entries for.</summary>
internal sealed class AppendCall : TaskCompletionSource, IGroupCall
{
    private int waiting;
    private Exception? failure;

    /// <param name="entries">What is appended.</param>
    /// <param name="targets">The partition of each entry.</param>
    /// <param name="partitions">How many partitions must answer.</param>
    public AppendCall(IReadOnlyList<LogEntry> entries, int[] targets, int partitions)
        : base(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        Entries = entries;
        Targets = targets;
        waiting = partitions;
    }

    public IReadOnlyList<LogEntry> Entries { get; }

    public int[] Targets { get; }

    /// <summary>A partition's entries are durable.</summary>
    public void Done()
    {
        // The caller hears of a failure only when the last partition is done with its buffers.
        if (Interlocked.Decrement(ref waiting) > 0)
        {
            return;
        }

        if (failure is null)
        {
            TrySetResult();
        }
        else
        {
            TrySetException(failure);
        }
    }

    /// <inheritdoc/>
    public void Fail(Exception failure)
    {
        Interlocked.CompareExchange(ref this.failure, failure, null);
        Done();
    }
}
