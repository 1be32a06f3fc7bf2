using System.Text.Json;
using Tallystick.Core.Values;

namespace Tallystick.Http.Binding;

/// <summary>Reads JSON that came from outside.</summary>
public static class JsonBody
{
    /// <summary>The value, or what is wrong with the JSON, by field where it is one field's fault.</summary>
    public static Result<T> Parse<T>(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty)
        {
            return Refuse("BODY_MISSING", "A body is expected.");
        }

        if (HoldsNul(utf8))
        {
            return Refuse("NUL_CHARACTER", "The character U+0000 is not taken.");
        }

        try
        {
            return JsonSerializer.Deserialize<T>(utf8, HttpJson.Requests) is { } value
                ? value
                : Refuse("BODY_MISSING", "A body is expected, not null.");
        }
        catch (JsonException exception)
        {
            return Explain(exception);
        }
    }

    /// <summary>A refusal of the body as a whole: its field is the empty path.</summary>
    public static Refusal Refuse(string code, string message) => Refusal.Invalid("", message, code);

    /// <summary>A path of the serializer, <c>$.prices[0].unitPrice</c>, as our errors write it: <c>prices[0].unitPrice</c>.</summary>
    public static string FieldOf(string? path) => path?.TrimStart('$').TrimStart('.') ?? "";

    /// <summary>What is wrong with JSON that could not be read.</summary>
    /// <remarks>The serializer's own texts name .NET types; those of our converters were written for callers, and have no path in them.</remarks>
    public static Refusal Explain(JsonException exception)
    {
        var field = FieldOf(exception.Path);
        if (exception.InnerException is JsonException || field.Length == 0)
        {
            return Refuse("MALFORMED_JSON", $"The body is not the JSON that is expected here, or nests deeper than {HttpJson.MaxDepth}.");
        }

        if (exception.Message.StartsWith("Duplicate property", StringComparison.Ordinal))
        {
            return Refusal.Invalid(field, "This member stands twice.", "DUPLICATE_MEMBER");
        }

        if (exception.Message.Contains("could not be mapped to any .NET member", StringComparison.Ordinal))
        {
            return Refusal.Invalid(field, "There is no such member here.", "UNKNOWN_MEMBER");
        }

        var ours = exception.InnerException is null && !exception.Message.Contains("Path: $", StringComparison.Ordinal);
        return Refusal.Invalid(field, ours ? exception.Message : "The value is of the wrong type.", "WRONG_TYPE");
    }

    /// <summary>True where a string holds the escape of U+0000: behind an odd number of backslashes. A raw one is no JSON.</summary>
    private static bool HoldsNul(ReadOnlySpan<byte> utf8)
    {
        for (var rest = utf8; rest.IndexOf("\\u0000"u8) is >= 0 and var at; rest = rest[(at + 1)..])
        {
            var backslashes = at - rest[..at].LastIndexOfAnyExcept((byte)'\\');
            if (backslashes % 2 == 1)
            {
                return true;
            }
        }

        return false;
    }
}
