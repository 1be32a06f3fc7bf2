using System.Text;
using System.Text.Json;
using NodaTime;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Tallystick.Http.Binding;

namespace Tallystick.Http.Usage;

/// <summary>Reads the members of one event, and notes what is wrong with them.</summary>
/// <param name="members">The event's members.</param>
/// <param name="check">Where errors are noted.</param>
/// <param name="minifier">Makes the bytes of JSON objects.</param>
/// <param name="place">Where the event stands in its list; null for one that came alone.</param>
internal readonly struct EventJson(JsonMembers members, Check check, Minifier minifier, ListPlace? place)
{
    /// <summary>Where errors are noted.</summary>
    internal Check Check => check;

    /// <summary>Where the event stands in its list; null for one that came alone.</summary>
    internal ListPlace? Place => place;

    /// <summary>True where the event has a member that is not null.</summary>
    internal bool Has(string field) => TryGet(field, out _);

    /// <summary>A text that must be there, without control characters, and that other events are likely to have as well.</summary>
    internal string Name(string field, int maxLength) => Text(field, maxLength, isName: true);

    /// <summary>A text that must be there, without control characters.</summary>
    internal string Text(string field, int maxLength) => Text(field, maxLength, isName: false);

    /// <summary>A text without control characters, or null.</summary>
    internal string? OptionalText(string field, int maxLength, bool isName = false)
    {
        if (!TryGet(field, out var value))
        {
            return null;
        }

        if (value.Kind != JsonValueKind.String || !value.TryText(out var text, isName))
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

        if (value.Kind == JsonValueKind.String && TryTime(value, out var instant))
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

        if (value.Kind != JsonValueKind.Object)
        {
            check.Fail(field, "A JSON object is expected.", "WRONG_TYPE");
            return default;
        }

        return Minify(field, value);
    }

    /// <summary>The event's items under a field.</summary>
    internal IReadOnlyList<EventJson> Items(string field, int max)
    {
        if (!TryGet(field, out var value) || value.Kind != JsonValueKind.Array)
        {
            check.Fail(field, "A list is expected.", value.Kind == JsonValueKind.Undefined ? "REQUIRED" : "WRONG_TYPE");
            return [];
        }

        var items = new List<EventJson>();
        var count = 0;
        var reader = new Utf8JsonReader(value.Bytes.AsSpan());
        reader.Read();
        for (; reader.Read() && reader.TokenType != JsonTokenType.EndArray; count++)
        {
            var item = new JsonMembers();
            item.Read(ref reader, value.Bytes);
            if (count < max)
            {
                items.Add(new EventJson(item, check.Within($"{field}[{count}]"), minifier, place));
            }
        }

        check.That(count > 0 && count <= max, field, $"1 to {max} items are taken.", count == 0 ? "EMPTY" : "TOO_MANY");
        return items;
    }

    /// <summary>A quantity or price: not negative, within bounds.</summary>
    internal decimal? Amount(string field, bool required)
    {
        if (!TryGet(field, out var value))
        {
            check.That(!required, field, "This field is required.", "REQUIRED");
            return null;
        }

        if (!TryDecimal(value, out var amount))
        {
            check.Fail(field, "A decimal number is expected, as a string or a number, with at most 28 digits and no exponent.", "INVALID_DECIMAL");
            return null;
        }

        check.That(amount >= 0, field, "It may not be negative.", "NEGATIVE");
        check.That(Exact.Fits(amount), field, $"At most 15 digits before and {Exact.MaxScale} after the point are taken.", "OUT_OF_RANGE");
        return amount;
    }

    private string Text(string field, int maxLength, bool isName)
    {
        // The way of nearly every text: nothing but its length has to be looked at.
        if (members.TryGet(field, out var value) && value.Kind == JsonValueKind.String && value.IsVisible
            && value.TryPlain(out var utf8) && utf8.Length >= 1 && utf8.Length <= maxLength)
        {
            return isName ? KnownTexts.Of(utf8) : Encoding.ASCII.GetString(utf8);
        }

        var text = OptionalText(field, maxLength, isName);
        check.That(text is not null || IsGiven(field), field, "This field is required.", "REQUIRED");
        check.That(text is null || !string.IsNullOrWhiteSpace(text), field, "This field may not be blank.", "REQUIRED");
        return text ?? "";
    }

    private bool IsGiven(string field) => TryGet(field, out _);

    private bool TryGet(string field, out JsonSlice value)
    {
        if (members.IsObject)
        {
            return members.TryGet(field, out value);
        }

        value = default;
        check.Fail(field, "The event must be a JSON object.", "WRONG_TYPE");
        return false;
    }

    // A plain one is read without making a text of it; what is escaped is not plain.
    private static bool TryTime(JsonSlice value, out Instant instant)
    {
        instant = default;
        return value.TryPlain(out var utf8)
            ? Timestamps.TryParse(utf8, out instant)
            : value.TryText(out var text) && Timestamps.TryParse(text, out instant);
    }

    private static bool TryDecimal(JsonSlice value, out decimal amount)
    {
        amount = 0;
        return value.Kind switch
        {
            JsonValueKind.Number => DecimalJsonConverter.TryParse(value.Bytes.AsSpan(), out amount),
            JsonValueKind.String => value.TryText(out var text) && DecimalJsonConverter.TryParse(text, out amount),
            _ => false,
        };
    }

    // The control characters of Unicode: C0, DEL and C1.
    private static bool HasControl(string text) =>
        text.AsSpan().ContainsAnyInRange('\u0000', '\u001f') || text.AsSpan().ContainsAnyInRange('\u007f', '\u009f');

    private ReadOnlyMemory<byte> Minify(string field, JsonSlice value)
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
