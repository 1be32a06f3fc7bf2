using Tallystick.Core.Usage;
using Tallystick.Local.Files;
using Tallystick.Local.Groups;

namespace Tallystick.Local.Log;

/// <summary>One partition: a writer that groups appends, and readers that see what is durable.</summary>
internal sealed class LogPartition : IDisposable
{
    private const int MaxWrite = 4 << 20;
    private const int MaxGroup = 4096;
    private readonly int number;
    private readonly PartitionFiles files;
    private readonly LocalOptions options;
    private readonly TimeProvider time;
    private readonly AccountKeys keys;
    private readonly FrameBuffer buffer = new();
    private readonly RecordPacker packer = new();
    private readonly List<(long First, long Offset)> places = [];
    private readonly GroupWriter<AppendCall> writer;
    private readonly Arrival arrival;
    private long lastMilliseconds;
    private long gathered;

    public LogPartition(int number, string directory, LocalOptions options, TimeProvider time, AccountKeys keys, KnownEnds ends)
    {
        this.number = number;
        this.options = options;
        this.time = time;
        this.keys = keys;
        files = PartitionFiles.Open(directory, options.Disk, ends);
        arrival = new Arrival(files.End.Sequence);
        lastMilliseconds = files.End.Milliseconds;
        writer = new GroupWriter<AppendCall>($"log {number}", MaxGroup, Append);
    }

    /// <summary>The last durable record, and the wait for later ones.</summary>
    public Arrival Arrival => arrival;

    /// <summary>Adds a call that has entries for this partition.</summary>
    public void Add(AppendCall call) => writer.Add(call);

    /// <summary>Durable records; see <see cref="IEventLog.ReadAsync"/>.</summary>
    public LogSlice Read(long from, int maxBytes, AccountKey? only)
    {
        // The end first: the files are then at least as long as it says.
        var last = arrival.Last;
        return new PartitionReader(number, files.Segments, last, keys).Read(from, maxBytes, only);
    }

    /// <summary>The number of the first record that is kept.</summary>
    public long First => files.Segments[0].First;

    /// <summary>Forgets a file; see <see cref="PartitionFiles.Forget"/>.</summary>
    public long Forget(long before, long through) => files.Forget(before, through);

    /// <inheritdoc/>
    public void Dispose()
    {
        writer.Dispose();
        arrival.Close();
        files.Dispose();
    }

    private void Append(IReadOnlyList<AppendCall> calls)
    {
        try
        {
            foreach (var call in calls)
            {
                Gather(call);
            }

            Write();
        }
        finally
        {
            Clear();
        }

        foreach (var call in calls)
        {
            call.Done();
        }
    }

    private void Gather(AppendCall call)
    {
        for (var i = 0; i < call.Targets.Length; i++)
        {
            if (call.Targets[i] == number)
            {
                Gather(call.Entries[i]);
            }
        }
    }

    private void Gather(LogEntry entry)
    {
        if (gathered == 0)
        {
            Begin();
        }

        packer.Add(entry.Account.ToString(), entry.Payload.Span);
        gathered++;
        if (packer.IsFull)
        {
            Pack();
        }

        if (buffer.Length >= MaxWrite)
        {
            Write();
        }
    }

    private void Pack()
    {
        var first = arrival.Last + 1 + gathered - packer.Count;
        places.Add((first, files.File.Length + buffer.Length));
        packer.MoveTo(buffer, files.File.Length, first, lastMilliseconds);
    }

    private void Begin()
    {
        lastMilliseconds = Math.Max(lastMilliseconds, time.GetUtcNow().ToUnixTimeMilliseconds());
        files.File.ThrowIfFailed();
        if (files.File.Length < options.LogSegmentBytes)
        {
            return;
        }

        try
        {
            files.Roll(arrival.Last + 1);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw DiskFailure.ToUnavailable("The log cannot begin a new file", failure);
        }
    }

    private void Write()
    {
        if (gathered == 0)
        {
            return;
        }

        if (packer.Count > 0)
        {
            Pack();
        }

        files.Write(buffer);
        var segment = files.Segments[^1];
        foreach (var (first, offset) in places)
        {
            segment.Mark(first, offset);
        }

        segment.Length = files.File.Length;
        arrival.Advance(arrival.Last + gathered);
        Clear();
    }

    private void Clear()
    {
        gathered = 0;
        places.Clear();
        packer.Clear();
        buffer.Clear();
    }
}
