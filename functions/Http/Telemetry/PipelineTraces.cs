using System.Buffers.Binary;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Tallystick.Core.Billing;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;

namespace Tallystick.Http.Telemetry;

/// <summary>
/// Follows events from their acceptance to their outcome, and invoices to their issue. The trace of an event or an invoice is named by its id: processes need not tell each
/// other of it, the log carries nothing for it, and whoever has the id can look the trace up.
/// </summary>
/// <remarks>
/// Trace ids have 128 bits (https://www.w3.org/TR/trace-context/#trace-id), which is what tells events apart: <see cref="EventId.Hash"/>. Spans are linked to the request, the
/// batch or the command in which they happened. An invoice is made of windows, which do not know their events: the fate of an event names its invoice and so the trace of that,
/// and the invoice's span says which stretch of the log it is of.
/// </remarks>
public sealed class PipelineTraces(TelemetrySettings settings) : IDisposable
{
    /// <summary>The name of the source.</summary>
    public const string SourceName = "Tallystick";

    private const int TraceBytes = 16;

    private readonly ActivitySource source = new(SourceName);

    /// <summary>The trace of an event.</summary>
    public static ActivityTraceId TraceOf(EventId id)
    {
        Span<byte> bytes = stackalloc byte[TraceBytes];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, id.Hash);
        return ActivityTraceId.CreateFromBytes(bytes);
    }

    /// <summary>The trace of an invoice: the first 128 bits of the SHA-256 of its id.</summary>
    public static ActivityTraceId TraceOf(Id<Invoice> id)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.ASCII.GetBytes(id.ToString()), hash);
        return ActivityTraceId.CreateFromBytes(hash[..TraceBytes]);
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
                StartOf(receipt.Id, "event accepted")?.Dispose();
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
            using var span = StartOf(metered.Event, "event metered");
            span?.SetTag(TelemetryTags.Outcome, TelemetryTags.Of(metered.Outcome)).SetTag(TelemetryTags.Position, metered.Position.ToString());
        }
    }

    /// <summary>Notes that an invoice or a note of a period was issued, with the command that is running; each of them, unless no event is followed.</summary>
    public void Issued(BillingPeriod period, Invoice invoice)
    {
        if (settings.TraceOneIn == 0)
        {
            return;
        }

        using var span = Start("invoice issued", TraceOf(invoice.Id));
        span?.SetTag(TelemetryTags.Invoice, invoice.Id.ToString())
            .SetTag(TelemetryTags.Subscription, period.SubscriptionId)
            .SetTag(TelemetryTags.Period, period.Index)
            .SetTag(TelemetryTags.Positions, TelemetryTags.PositionsOf(invoice));
    }

    /// <summary>A span of the pipeline's own, under whatever is running; null where nobody listens. The caller disposes it.</summary>
    public Activity? Start(string name) => source.StartActivity(name);

    /// <inheritdoc/>
    public void Dispose() => source.Dispose();

    private bool IsFollowed(EventId id) => settings.TraceOneIn > 0 && id != default && id.Hash % (uint)settings.TraceOneIn == 0;

    private Activity? StartOf(EventId id, string name) => Start(name, TraceOf(id))?.SetTag(TelemetryTags.Event, id.ToString());

    private Activity? Start(string name, ActivityTraceId trace)
    {
        // The parent is nobody's span: it only says in which trace the new one is, and that it is sampled. Its id is the end of the trace's, and never zero.
        Span<byte> bytes = stackalloc byte[TraceBytes];
        trace.CopyTo(bytes);
        bytes[^1] |= 1;
        var parent = new ActivityContext(trace, ActivitySpanId.CreateFromBytes(bytes[(TraceBytes / 2)..]), ActivityTraceFlags.Recorded, isRemote: true);
        var links = Activity.Current is { } current ? new[] { new ActivityLink(current.Context) } : null;
        return source.StartActivity(name, ActivityKind.Internal, parent, links: links);
    }
}
