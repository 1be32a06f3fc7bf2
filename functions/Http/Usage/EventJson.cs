using System.Runtime.InteropServices;
using System.Text.Json;
using NodaTime;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Tallystick.Http.Binding;

namespace Tallystick.Http.Usage;

/// <summary>Reads the members of one event, and notes what is wrong with them.</summary>
/// <param name="element">The event's JSON.</param>
/// <param name="check">Where errors are noted.</param>
/// <param name="minifier">Makes the bytes of JSON objects.</param>
/// <param name="place">Where the event stands in its list; null for one that came alone.</param>
internal sealed class EventJson(JsonElement element, Check check, Minifier minifier, ListPlace? place)
{

    /// <summary>Where errors are noted.</summary>
    internal Check Check => check;

    /// <summary>Where the event stands in its list; null for one that came alone.</summary>
    internal ListPlace? Place => place;

    /// <summary>A text that must be there, without control characters.</summary>
    internal string Text(string field, int maxLength)
    {
        var text = OptionalText(field, maxLength);
        check.That(text is not null || IsGiven(field), field, "This field is required.", "REQUIRED");
        check.That(text is null || !string.IsNullOrWhiteSpace(text), field, "This field may not be blank.", "REQUIRED");
        return text ?? "";
    }

    /// <summary>A text without control characters, or null.</summary>
    internal string? OptionalText(string field, int maxLength)
    {
        if (!TryGet(field, out var value))
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.String || !TryText(value, out var text))
        {
            check.Fail(field, "A text is expected.", "WRONG_TYPE");
            return null;
        }

        if (text.Length > maxLength)
        {
            check.Fail(field, $"At most {maxLength} characters are taken.", "TOO_LONG");
        }

        check.That(!HasControl(text), field, "Control characters are not taken.", "CONTROL_CHARACTER");
        return text;
    }

    /// <summary>A timestamp, or null.</summary>
    internal Instant? Timestamp(string field, bool required = false)
    {
        if (!TryGet(field, out var value))
        {
            check.That(!required, field, "This field is required.", "REQUIRED");
            return null;
        }

        if (value.ValueKind == JsonValueKind.String && TryTime(value, out var instant))
        {
            return instant;
        }

        check.Fail(field, "A timestamp of RFC 3339 with an offset is expected, for example 2026-01-31T12:00:00Z.", "INVALID_TIMESTAMP");
        return null;
    }

    /// <summary>A JSON object, minified, or empty.</summary>
    internal ReadOnlyMemory<byte> Data(string field, bool required = false)
    {
        if (!TryGet(field, out var value))
        {
            check.That(!required, field, "This field is required.", "REQUIRED");
            return default;
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            check.Fail(field, "A JSON object is expected.", "WRONG_TYPE");
            return default;
        }

        return Minify(field, value);
    }

    /// <summary>The event's items under a field.</summary>
    internal IReadOnlyList<EventJson> Items(string field, int max)
    {
        if (!TryGet(field, out var value) || value.ValueKind != JsonValueKind.Array)
        {
            check.Fail(field, "A list is expected.", value.ValueKind == JsonValueKind.Undefined ? "REQUIRED" : "WRONG_TYPE");
            return [];
        }

        check.That(value.GetArrayLength() is > 0 and var count && count <= max, field, $"1 to {max} items are taken.", "TOO_MANY");
        return [.. value.EnumerateArray().Take(max).Select((item, index) => new EventJson(item, check.Within($"{field}[{index}]"), minifier, place))];
    }

    /// <summary>A quantity or price: not negative, within bounds.</summary>
    internal decimal? Amount(string field, bool required)
    {
        if (!TryGet(field, out var value))
        {
            check.That(!required, field, "This field is required.", "REQUIRED");
            return null;
        }

        var isNumber = value.ValueKind == JsonValueKind.Number || (value.ValueKind == JsonValueKind.String && TryText(value, out _));
        if (!isNumber || !DecimalJsonConverter.TryParse(value.ValueKind == JsonValueKind.Number ? value.GetRawText() : value.GetString(), out var amount))
        {
            check.Fail(field, "A decimal number is expected, as a string or a number, with at most 28 digits and no exponent.", "INVALID_DECIMAL");
            return null;
        }

        check.That(amount >= 0, field, "It may not be negative.", "NEGATIVE");
        check.That(Exact.Fits(amount), field, $"At most 15 digits before and {Exact.MaxScale} after the point are taken.", "OUT_OF_RANGE");
        return amount;
    }

    private bool IsGiven(string field) => TryGet(field, out _);

    private bool TryGet(string field, out JsonElement value)
    {
        value = default;
        if (element.ValueKind == JsonValueKind.Object)
        {
            return element.TryGetProperty(field, out value) && value.ValueKind != JsonValueKind.Null;
        }

        check.Fail(field, "The event must be a JSON object.", "WRONG_TYPE");
        return false;
    }

    // A plain one is read without making a text of it; what is escaped is not plain.
    private static bool TryTime(JsonElement value, out Instant instant)
    {
        var raw = JsonMarshal.GetRawUtf8Value(value);
        instant = default;
        return raw.Contains((byte)'\\')
            ? TryText(value, out var text) && Timestamps.TryParse(text, out instant)
            : Timestamps.TryParse(raw[1..^1], out instant);
    }

    private static bool HasControl(string text)
    {
        foreach (var character in text)
        {
            if (char.IsControl(character))
            {
                return true;
            }
        }

        return false;
    }

    // Half of a surrogate pair is lawful JSON and no text.
    private static bool TryText(JsonElement value, out string text)
    {
        try
        {
            text = value.GetString()!;
            return true;
        }
        catch (InvalidOperationException)
        {
            text = "";
            return false;
        }
    }

    private ReadOnlyMemory<byte> Minify(string field, JsonElement value)
    {
        if (!minifier.TryMinify(value, out var json))
        {
            check.Fail(field, "It holds a text that is not Unicode.", "INVALID_TEXT");
        }
        else if (json.Length > UsageLimits.MaxDataBytes)
        {
            check.Fail(field, $"At most {UsageLimits.MaxDataBytes} bytes are taken.", "TOO_LONG");
        }

        return json;
    }
}
