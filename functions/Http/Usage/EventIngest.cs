using System.Text.Json;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Tallystick.Http.Binding;

namespace Tallystick.Http.Usage;

/// <summary>Takes request bodies of any shape to the one ingest.</summary>
internal sealed class EventIngest(UsageIngest ingest)
{
    /// <summary>Accepts the one event that the body is.</summary>
    internal async Task<Result<UsageReceipt>> OneAsync(
        Tenant tenant, ReadOnlyMemory<byte> body, Func<EventJson, UsageSubmission> read, CancellationToken cancellation)
    {
        if (!EventDocument.Parse(body).TryGet(out var document, out var refused))
        {
            return refused;
        }

        using (document)
        {
            return Read(document, document.Root, null, read).TryGet(out var submission, out refused)
                ? (await ingest.AcceptAsync(tenant, [submission], together: true, cancellation))[0]
                : refused;
        }
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

    private static Result<UsageSubmission> Read(EventDocument document, JsonElement element, ListPlace? place, Func<EventJson, UsageSubmission> read)
    {
        var check = new Check();
        var submission = read(document.Event(element, check, place));
        if (check.Refusal is null)
        {
            return submission;
        }

        // Read once more for the sake of the fields' names: that is cheaper than to name the place of every event that is well.
        var named = new Check($"{place}");
        read(document.Event(element, named, place));
        return named.Refusal!;
    }

    private static Result<JsonElement> FindList(JsonElement root, string? list)
    {
        var found = root;
        if (list is not null && (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty(list, out found)))
        {
            return Refusal.Invalid(list, "This field is required.", "REQUIRED");
        }

        if (found.ValueKind != JsonValueKind.Array)
        {
            return Refusal.Invalid(list ?? "", "A list of events is expected.", "WRONG_TYPE");
        }

        return found.GetArrayLength() is >= 1 and <= UsageLimits.MaxEvents
            ? found
            : Refusal.Invalid(list ?? "", $"1 to {UsageLimits.MaxEvents} events are taken.", "TOO_MANY");
    }

    private async Task<Result<IReadOnlyList<EventResult>>> ListAsync(
        Tenant tenant, ReadOnlyMemory<byte> body, string? list, Func<EventJson, UsageSubmission> read, bool together, CancellationToken cancellation)
    {
        if (!EventDocument.Parse(body).TryGet(out var document, out var refused))
        {
            return refused;
        }

        using (document)
        {
            if (!FindList(document.Root, list).TryGet(out var events, out refused))
            {
                return refused;
            }

            var results = new List<EventResult>(events.GetArrayLength());
            foreach (var element in events.EnumerateArray())
            {
                results.Add(new EventResult(KeyOf(element), Read(document, element, new ListPlace(list ?? "", results.Count), read)));
            }

            List<UsageSubmission> submissions = [.. results.Select(result => result.Submission).OfType<UsageSubmission>()];
            if (together && Join(results) is { } unreadable)
            {
                return unreadable;
            }

            var receipts = await ingest.AcceptAsync(tenant, submissions, together, cancellation);
            var next = 0;
            results = results.ConvertAll(result => result.Submission is null ? result : result.With(receipts[next++]));
            return together && Join(results) is { } refusedAll ? refusedAll : results;
        }
    }

    /// <summary>The event's own name for itself, to tell it by in an answer, where it has one.</summary>
    private static string? KeyOf(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty("idempotencyKey", out var key) && key.ValueKind == JsonValueKind.String
            ? key.GetRawText().Trim('"')
            : null;
}
