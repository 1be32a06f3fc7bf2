using System.Globalization;
using Azure.Messaging.EventHubs;

namespace Tallystick.Tests.Cloud.Tests.EventHubs;

/// <summary>
/// An event hub in memory, by a clock, for the clients that derive from the SDK's: partitions of events, which may be forgotten from their beginning as
/// retention does. Sends fail as the service fails when they are told to.
/// </summary>
internal sealed class FakeHub(TimeProvider time, int partitions = 2)
{
    private readonly object gate = new();
    private readonly List<EventData>[] events = [.. Enumerable.Range(0, partitions).Select(_ => new List<EventData>())];
    private readonly long[] forgotten = new long[partitions];
    private readonly HashSet<(int Partition, long Sequence)> lost = [];
    private readonly Queue<(Exception Failure, bool IsTaken)> failures = new();
    private TaskCompletionSource arrival = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The sends that were made, each as its number of events and its size.</summary>
    public List<(int Count, long Size)> Sends { get; } = [];

    /// <summary>What every call but a send fails with; null for nothing.</summary>
    public Exception? Outage { get; set; }

    /// <summary>Asked at each send for which no failure is ordered: what it fails with and whether its events are taken all the same; or null.</summary>
    public Func<(Exception Failure, bool IsTaken)?>? Weather { get; set; }

    /// <summary>True where events that are there do not come.</summary>
    public bool IsSilent { get; set; }

    public string[] Partitions { get; } = [.. Enumerable.Range(0, partitions).Select(id => id.ToString(CultureInfo.InvariantCulture))];

    /// <summary>The next send fails; its events were taken all the same, or not.</summary>
    public void FailNext(Exception failure, bool isTaken = false) => failures.Enqueue((failure, isTaken));

    /// <summary>Events of a partition, from the first to the last.</summary>
    public IReadOnlyList<EventData> EventsOf(int partition)
    {
        lock (gate)
        {
            return [.. events[partition]];
        }
    }

    /// <summary>Forgets the events before a sequence number.</summary>
    public void Forget(int partition, long before) => forgotten[partition] = before;

    /// <summary>A reader is not given an event that the hub says it has, as where retention takes it at this moment.</summary>
    public void Lose(int partition, long sequence) => lost.Add((partition, sequence));

    /// <summary>Takes a send as a whole, or fails.</summary>
    public void Send(int partition, IReadOnlyList<EventData> sent, long size = 0)
    {
        lock (gate)
        {
            var (failure, isTaken) = failures.TryDequeue(out var next) ? next : Weather?.Invoke() ?? (null!, true);
            if (isTaken)
            {
                Sends.Add((sent.Count, size));
                foreach (var one in sent)
                {
                    events[partition].Add(Enqueued(partition, one));
                }

                arrival.SetResult();
                arrival = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            if (failure is not null)
            {
                throw failure;
            }
        }
    }

    public PartitionProperties Describe(string partition)
    {
        ThrowIfOut();
        lock (gate)
        {
            var (index, all) = IndexOf(partition);
            var isEmpty = forgotten[index] == all.Count;
            return EventHubsModelFactory.PartitionProperties(
                "hub", partition, isEmpty, isEmpty ? 0 : forgotten[index], all.Count - 1, "0", all.Count == 0 ? default : all[^1].EnqueuedTime);
        }
    }

    /// <summary>The event with a number, or a later one where it is forgotten or lost; where there is none yet, the end of a wait.</summary>
    public (EventData? Event, Task Arrival) At(string partition, long sequence)
    {
        ThrowIfOut();
        lock (gate)
        {
            var (index, all) = IndexOf(partition);
            var next = Math.Max(sequence, forgotten[index]);
            while (lost.Contains((index, next)))
            {
                next++;
            }

            return (next < all.Count ? all[(int)next] : null, arrival.Task);
        }
    }

    public void ThrowIfOut()
    {
        if (Outage is not null)
        {
            throw Outage;
        }
    }

    private EventData Enqueued(int partition, EventData sent)
    {
        var all = events[partition];
        var now = time.GetUtcNow();
        var at = all.Count > 0 && all[^1].EnqueuedTime > now ? all[^1].EnqueuedTime : now;
        return EventHubsModelFactory.EventData(
            new BinaryData(sent.EventBody.ToArray()), new Dictionary<string, object>(sent.Properties), sequenceNumber: all.Count, offsetString: $"{all.Count}", enqueuedTime: at);
    }

    private (int Index, List<EventData> Events) IndexOf(string partition)
    {
        var index = int.Parse(partition, CultureInfo.InvariantCulture);
        return (index, events[index]);
    }
}
