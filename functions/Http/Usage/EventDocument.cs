using System.Text.Json;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Tallystick.Http.Binding;

namespace Tallystick.Http.Usage;

/// <summary>A request body that holds events, parsed once.</summary>
internal sealed class EventDocument : IDisposable
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = UsageLimits.MaxDepth, AllowDuplicateProperties = false };
    private static readonly JsonDocumentOptions Lenient = new() { MaxDepth = UsageLimits.MaxDepth };

    private readonly JsonDocument document;
    private readonly bool hasDuplicates;
    private readonly Minifier minifier = new();

    private EventDocument(JsonDocument document, bool hasDuplicates)
    {
        this.document = document;
        this.hasDuplicates = hasDuplicates;
    }

    /// <summary>The outermost value.</summary>
    internal JsonElement Root => document.RootElement;

    /// <summary>Parses a body.</summary>
    /// <remarks>A member that stands twice is one event's fault: only then is the body parsed again, to find out whose.</remarks>
    internal static Result<EventDocument> Parse(ReadOnlyMemory<byte> body)
    {
        if (body.IsEmpty)
        {
            return new Refusal(RefusalKind.Invalid, "BODY_MISSING", "A body is expected.");
        }

        return TryParse(body, Strict) is { } strict ? new EventDocument(strict, hasDuplicates: false)
            : TryParse(body, Lenient) is { } lenient ? new EventDocument(lenient, hasDuplicates: true)
            : new Refusal(RefusalKind.Invalid, "MALFORMED_JSON", $"The body is no JSON, or nests deeper than {UsageLimits.MaxDepth}.");
    }

    /// <summary>An event of the document, to be read into a check.</summary>
    internal EventJson Event(JsonElement element, Check check, ListPlace? place)
    {
        if (hasDuplicates && FindDuplicate(element) is { } name)
        {
            check.Fail(name, "This member stands twice.", "DUPLICATE_MEMBER");
        }

        return new EventJson(element, check, minifier, place);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        minifier.Dispose();
        document.Dispose();
    }

    private static JsonDocument? TryParse(ReadOnlyMemory<byte> body, JsonDocumentOptions options)
    {
        try
        {
            return JsonDocument.Parse(body, options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The path of a member that stands twice in an object of the event; null where there is none.</summary>
    private static string? FindDuplicate(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().GroupBy(NameOf).FirstOrDefault(members => members.Skip(1).Any())?.Key
            ?? element.EnumerateObject().Select(member => FindDuplicate(member.Value) is { } inner ? $"{NameOf(member)}.{inner}" : null).FirstOrDefault(path => path is not null),
        JsonValueKind.Array => element.EnumerateArray().Select(FindDuplicate).FirstOrDefault(path => path is not null),
        _ => null,
    };

    private static string NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return "\uFFFD"; // A name with half of a surrogate pair is no text.
        }
    }
}
