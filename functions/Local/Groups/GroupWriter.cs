using Tallystick.Core.Storage;

namespace Tallystick.Local.Groups;

/// <summary>
/// Group commit: one thread takes all calls that have gathered while it was busy, and makes one durable write for them. The more callers
/// wait, the fewer syncs a call costs.
/// </summary>
/// <remarks>A thread of its own, because syncs block and would starve the thread pool of a small machine.</remarks>
/// <typeparam name="T">The kind of call.</typeparam>
internal sealed class GroupWriter<T> : IDisposable
    where T : IGroupCall
{
    private const int MaxWaiting = 100_000;
    private readonly object gate = new();
    private readonly Queue<T> waiting = new();
    private readonly Action<IReadOnlyList<T>> write;
    private readonly int maxGroup;
    private readonly Thread thread;
    private bool closed;

    /// <summary>Starts the thread.</summary>
    /// <param name="name">The thread's name.</param>
    /// <param name="maxGroup">The most calls of a group.</param>
    /// <param name="write">Writes a group and answers its calls. An exception fails those that it has not answered.</param>
    public GroupWriter(string name, int maxGroup, Action<IReadOnlyList<T>> write)
    {
        this.write = write;
        this.maxGroup = maxGroup;
        thread = new Thread(Run) { Name = name, IsBackground = true };
        thread.Start();
    }

    /// <summary>Adds a call; calls are written in the order of their adding.</summary>
    /// <exception cref="StoreUnavailableException">Too many wait already.</exception>
    public void Add(T call)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(closed, this);
            if (waiting.Count >= MaxWaiting)
            {
                throw new StoreUnavailableException($"More than {MaxWaiting} calls wait for the disk.")
                {
                    RetryAfter = TimeSpan.FromSeconds(1),
                };
            }

            waiting.Enqueue(call);
            if (waiting.Count == 1)
            {
                Monitor.Pulse(gate);
            }
        }
    }

    /// <summary>Takes no more calls, writes those that wait, and returns.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            closed = true;
            Monitor.Pulse(gate);
        }

        thread.Join();
    }

    private void Run()
    {
        var group = new List<T>();
        while (Take(group))
        {
            try
            {
                write(group);
            }
            catch (Exception failure)
            {
                foreach (var call in group)
                {
                    call.Fail(failure);
                }
            }

            group.Clear();
        }
    }

    private bool Take(List<T> group)
    {
        lock (gate)
        {
            while (waiting.Count == 0 && !closed)
            {
                Monitor.Wait(gate);
            }

            while (group.Count < maxGroup && waiting.TryDequeue(out var call))
            {
                group.Add(call);
            }

            return group.Count > 0;
        }
    }
}
