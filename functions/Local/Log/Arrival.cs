namespace Tallystick.Local.Log;

/// <summary>The number of the last durable record, and the wait for later ones. Thread-safe.</summary>
/// <param name="last">The number at start.</param>
internal sealed class Arrival(long last)
{
    private readonly object gate = new();
    private TaskCompletionSource? moved;
    private long last = last;
    private bool closed;

    /// <summary>The last durable record's number, −1 where there is none.</summary>
    public long Last => Volatile.Read(ref last);

    /// <summary>More is durable.</summary>
    public void Advance(long sequence)
    {
        lock (gate)
        {
            Volatile.Write(ref last, sequence);
            moved?.TrySetResult();
            moved = null;
        }
    }

    /// <summary>Completes when a record is durable.</summary>
    /// <exception cref="ObjectDisposedException">The log was closed before.</exception>
    public async Task WaitAsync(long sequence, CancellationToken cancellation)
    {
        while (!HasArrived(sequence, out var next))
        {
            await next.WaitAsync(cancellation);
        }
    }

    /// <summary>Ends all waits.</summary>
    public void Close()
    {
        lock (gate)
        {
            closed = true;
            moved?.TrySetResult();
            moved = null;
        }
    }

    private bool HasArrived(long sequence, out Task next)
    {
        lock (gate)
        {
            next = Task.CompletedTask;
            if (last >= sequence)
            {
                return true;
            }

            ObjectDisposedException.ThrowIf(closed, this);
            moved ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            next = moved.Task;
            return false;
        }
    }
}
