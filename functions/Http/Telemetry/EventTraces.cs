using System.Buffers.Binary;
using System.Diagnostics;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;

namespace Tallystick.Http.Telemetry;

/// <summary>
/// Follows events from their acceptance to their outcome. The trace of an event is named by its id: processes need not tell each other of it, the log
/// carries nothing for it, and whoever has the id of an event can look its trace up.
/// </summary>
/// <remarks>
/// Trace ids have 128 bits (https://www.w3.org/TR/trace-context/#trace-id), which is what tells events apart: <see cref="EventId.Hash"/>. Spans are linked to the request or the
/// batch in which they happened.
/// </remarks>
public sealed class EventTraces(TelemetrySettings settings) : IDisposable
{
    /// <summary>The name of the source.</summary>
    public const string SourceName = "Tallystick";

    private readonly ActivitySource source = new(SourceName);

    /// <summary>The trace of an event.</summary>
    public static ActivityTraceId TraceOf(EventId id)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, id.Hash);
        return ActivityTraceId.CreateFromBytes(bytes);
    }

    /// <summary>Notes that events were accepted, those of them that have a receipt, with the request that is running.</summary>
    public void Accepted(IReadOnlyList<Result<UsageReceipt>> results)
    {
        if (!source.HasListeners())
        {
            return;
        }

        foreach (var result in results)
        {
            if (result.TryGet(out var receipt, out _) && IsFollowed(receipt.Id))
            {
                Start("event accepted", receipt.Id)?.Dispose();
            }
        }
    }

    /// <summary>Notes what became of events, with the batch that is running.</summary>
    public void Metered(MeteredBatch batch)
    {
        if (!source.HasListeners())
        {
            return;
        }

        foreach (var metered in batch.Events.Where(metered => IsFollowed(metered.Event)))
        {
            using var span = Start("event metered", metered.Event);
            span?.SetTag(TelemetryTags.Outcome, TelemetryTags.Of(metered.Outcome)).SetTag(TelemetryTags.Position, metered.Position.ToString());
        }
    }

    /// <summary>A span of the pipeline's own, under whatever is running; null where nobody listens. The caller disposes it.</summary>
    public Activity? Start(string name) => source.StartActivity(name);

    /// <inheritdoc/>
    public void Dispose() => source.Dispose();

    private bool IsFollowed(EventId id) => settings.TraceOneIn > 0 && id != default && id.Hash % (uint)settings.TraceOneIn == 0;

    private Activity? Start(string name, EventId id)
    {
        // The parent is nobody's span: it only says in which trace the new one is, and that it is sampled.
        var trace = TraceOf(id);
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, (ulong)(id.Hash & ulong.MaxValue) | 1);
        var parent = new ActivityContext(trace, ActivitySpanId.CreateFromBytes(bytes), ActivityTraceFlags.Recorded, isRemote: true);
        var links = Activity.Current is { } current ? new[] { new ActivityLink(current.Context) } : null;
        return source.StartActivity(name, ActivityKind.Internal, parent, links: links)?.SetTag(TelemetryTags.Event, id.ToString());
    }
}
