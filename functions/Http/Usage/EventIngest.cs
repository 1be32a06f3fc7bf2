using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Tallystick.Http.Telemetry;

namespace Tallystick.Http.Usage;

/// <summary>Takes request bodies of any shape to the one ingest.</summary>
internal sealed class EventIngest(UsageIngest ingest, PipelineMetrics metrics, PipelineTraces traces)
{
    /// <summary>Accepts the one event that the body is.</summary>
    internal async Task<Result<UsageReceipt>> OneAsync(
        Tenant tenant, ReadOnlyMemory<byte> body, Func<EventJson, UsageSubmission> read, CancellationToken cancellation)
    {
        using var events = new EventBody(body, read);
        return events.ReadOne().TryGet(out var submission, out var refused)
            ? (await AcceptAsync(tenant, [submission], together: true, cancellation))[0]
            : refused;
    }

    /// <summary>Accepts a list of events, each for itself.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="body">The request's body.</param>
    /// <param name="list">The member that holds the list; null where the body is the list.</param>
    /// <param name="read">Reads one event.</param>
    /// <param name="cancellation">Ends the preparation.</param>
    /// <returns>What became of each event; a refusal where there is no list.</returns>
    internal Task<Result<IReadOnlyList<EventResult>>> EachAsync(
        Tenant tenant, ReadOnlyMemory<byte> body, string? list, Func<EventJson, UsageSubmission> read, CancellationToken cancellation) =>
        ListAsync(tenant, body, list, read, together: false, cancellation);

    /// <summary>Accepts a list of events, all or none: for shapes whose answer has no room for single events.</summary>
    internal Task<Result<IReadOnlyList<EventResult>>> AllAsync(
        Tenant tenant, ReadOnlyMemory<byte> body, string? list, Func<EventJson, UsageSubmission> read, CancellationToken cancellation) =>
        ListAsync(tenant, body, list, read, together: true, cancellation);

    /// <summary>The refusals of some events as one, with all their fields; null where there is none.</summary>
    private static Refusal? Join(IEnumerable<EventResult> events)
    {
        List<Refusal> refusals = [.. events.Select(item => item.Refusal).OfType<Refusal>()];
        return refusals.Count == 0 ? null : refusals[0] with { Errors = [.. refusals.SelectMany(refusal => refusal.Errors)] };
    }

    private async Task<IReadOnlyList<Result<UsageReceipt>>> AcceptAsync(
        Tenant tenant, IReadOnlyList<UsageSubmission> submissions, bool together, CancellationToken cancellation)
    {
        var results = await ingest.AcceptAsync(tenant, submissions, together, cancellation);
        var accepted = 0;
        foreach (var result in results)
        {
            accepted += result.TryGet(out _, out _) ? 1 : 0;
        }

        // Of events that are taken together none was, where one was refused.
        if (together && accepted < results.Count)
        {
            metrics.Accepted(0, results.Count);
        }
        else
        {
            metrics.Accepted(accepted, results.Count - accepted);
            traces.Accepted(results);
        }

        return results;
    }

    private async Task<Result<IReadOnlyList<EventResult>>> ListAsync(
        Tenant tenant, ReadOnlyMemory<byte> body, string? list, Func<EventJson, UsageSubmission> read, bool together, CancellationToken cancellation)
    {
        using var document = new EventBody(body, read);
        if (!document.ReadList(list).TryGet(out var events, out var refused))
        {
            return refused;
        }

        if (together && Join(events) is { } unreadable)
        {
            return unreadable;
        }

        var submissions = new List<UsageSubmission>(events.Count);
        foreach (var item in events)
        {
            if (item.Submission is { } submission)
            {
                submissions.Add(submission);
            }
        }

        var receipts = await AcceptAsync(tenant, submissions, together, cancellation);
        for (int i = 0, next = 0; i < events.Count; i++)
        {
            if (events[i].Submission is not null)
            {
                events[i] = events[i].With(receipts[next++]);
            }
        }

        return together && Join(events) is { } refusedAll ? refusedAll : events;
    }
}
