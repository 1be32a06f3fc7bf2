using System.Runtime.InteropServices;
using System.Text.Json;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Tallystick.Http.Binding;

namespace Tallystick.Http.Usage;

/// <summary>A request's body that holds events, read in one pass.</summary>
/// <param name="body">The bytes, known to be UTF-8.</param>
/// <param name="read">Reads one event.</param>
internal sealed class EventBody(ReadOnlyMemory<byte> body, Func<EventJson, UsageSubmission> read) : IDisposable
{
    // Bytes an event, for the first guess at how many there are.
    private const int UsualSize = 150;
    private static readonly JsonReaderOptions Options = new() { MaxDepth = UsageLimits.MaxDepth };

    // As an array: members are found in it again and again, and a memory is asked every time of what kind it is.
    private readonly ArraySegment<byte> bytes = MemoryMarshal.TryGetArray(body, out var array) ? array : body.ToArray();
    private readonly JsonMembers members = new();
    private readonly Minifier minifier = new();
    private Check check = new();

    /// <summary>The one event that the body is.</summary>
    internal Result<UsageSubmission> ReadOne() => Guard(() =>
    {
        var reader = Begin();
        var submission = ReadEvent(ref reader, place: null);
        End(ref reader);
        return submission;
    });

    /// <summary>The events of a list, each with its submission or refusal.</summary>
    /// <param name="list">The member that holds the list; null where the body is the list.</param>
    internal Result<List<EventResult>> ReadList(string? list) => Guard(() =>
    {
        var reader = Begin();
        var events = list is null ? ReadItems(ref reader, "") : ReadMember(ref reader, list);
        End(ref reader);
        return events;
    });

    /// <inheritdoc/>
    public void Dispose() => minifier.Dispose();

    private static Refusal NoList(string list) => Refusal.Invalid(list, "A list of events is expected.", "WRONG_TYPE");

    private static void End(ref Utf8JsonReader reader)
    {
        // What follows the value is no JSON, and throws.
        reader.Read();
    }

    private Result<T> Guard<T>(Func<Result<T>> parse)
    {
        if (bytes.Count == 0)
        {
            return JsonBody.Refuse("BODY_MISSING", "A body is expected.");
        }

        try
        {
            return parse();
        }
        catch (JsonException)
        {
            return JsonBody.Refuse("MALFORMED_JSON", $"The body is no JSON, or nests deeper than {UsageLimits.MaxDepth}.");
        }
    }

    private Utf8JsonReader Begin()
    {
        var reader = new Utf8JsonReader(bytes.AsSpan(), Options);
        reader.Read();
        return reader;
    }

    private Result<List<EventResult>> ReadMember(ref Utf8JsonReader reader, string list)
    {
        Result<List<EventResult>> found = Refusal.Invalid(list, "This field is required.", "REQUIRED");
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return found;
        }

        var times = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isList = JsonSlice.IsText(ref reader, list);
            reader.Read();
            if (isList)
            {
                found = ++times == 1 ? ReadItems(ref reader, list) : Refusal.Invalid(list, "This member stands twice.", "DUPLICATE_MEMBER");
            }

            reader.Skip();
        }

        return found;
    }

    /// <summary>Reads a list's events, and leaves the reader at its end.</summary>
    private Result<List<EventResult>> ReadItems(ref Utf8JsonReader reader, string list)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return NoList(list);
        }

        var events = new List<EventResult>(Math.Min(UsageLimits.MaxEvents, (bytes.Count / UsualSize) + 1));
        var count = 0;
        for (; reader.Read() && reader.TokenType != JsonTokenType.EndArray; count++)
        {
            if (count < UsageLimits.MaxEvents)
            {
                var submission = ReadEvent(ref reader, new ListPlace(list, count));
                events.Add(new EventResult(Key(), submission));
            }
            else
            {
                reader.Skip();
            }
        }

        return count is >= 1 and <= UsageLimits.MaxEvents
            ? events
            : Refusal.Invalid(list, $"1 to {UsageLimits.MaxEvents} events are taken.", count == 0 ? "EMPTY" : "TOO_MANY");
    }

    private Result<UsageSubmission> ReadEvent(ref Utf8JsonReader reader, ListPlace? place)
    {
        members.Read(ref reader, bytes);
        var submission = ReadInto(check, place);
        if (check.Refusal is null)
        {
            return submission;
        }

        // Read once more for the sake of the fields' names: that is cheaper than to name the place of every event that is well.
        check = new Check();
        var named = new Check($"{place}");
        ReadInto(named, place);
        return named.Refusal!;
    }

    private UsageSubmission ReadInto(Check into, ListPlace? place)
    {
        if (members.Duplicate is { } name)
        {
            into.Fail(name, "This member stands twice.", "DUPLICATE_MEMBER");
        }

        return read(new EventJson(members, into, minifier, place));
    }

    /// <summary>The event's own name for itself, to tell it by in an answer, where it has one.</summary>
    private string? Key() =>
        members.TryGet("idempotencyKey", out var key) && key.Kind == JsonValueKind.String && key.TryText(out var text) ? text : null;
}
