using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tallystick.Core.Catalog;

/// <summary>
/// A path into an event's data: the member names of RFC 9535 (JSONPath) in dot notation, for example <c>$.request.tokens</c>. The leading
/// <c>$.</c> may be left out. No wildcards, filters or indexes: a metric reads one value of an event.
/// </summary>
[JsonConverter(typeof(PropertyPathJsonConverter))]
public sealed record PropertyPath
{
    private const int MaxLength = 200;
    private static readonly SearchValues<char> NotInNames = SearchValues.Create("$[]*?'\"()@ ");
    private readonly string[] names;
    private readonly byte[][] utf8Names;

    private PropertyPath(string[] names)
    {
        this.names = names;
        utf8Names = [.. names.Select(Encoding.UTF8.GetBytes)];
    }

    /// <summary>Reads a path; false where it is empty, too long, or holds anything but member names.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out PropertyPath? path)
    {
        path = null;
        if (text is null or { Length: > MaxLength })
        {
            return false;
        }

        var parts = (text.StartsWith("$.", StringComparison.Ordinal) ? text[2..] : text).Split('.');
        if (parts.Any(name => name.Length == 0 || name.AsSpan().ContainsAny(NotInNames)))
        {
            return false;
        }

        path = new PropertyPath(parts);
        return true;
    }

    /// <summary>Finds the value at the path in some JSON: leaves the reader at its first token. False where there is none.</summary>
    /// <param name="reader">A new reader of the data.</param>
    public bool TryFind(ref Utf8JsonReader reader)
    {
        reader.Read();
        foreach (var name in utf8Names)
        {
            if (reader.TokenType != JsonTokenType.StartObject || !TryEnter(ref reader, name))
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public bool Equals(PropertyPath? other) => other is not null && names.AsSpan().SequenceEqual(other.names);

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>The path with its leading <c>$.</c>.</summary>
    public override string ToString() => "$." + string.Join('.', names);

    private static bool TryEnter(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isFound = reader.ValueTextEquals(name);
            reader.Read();
            if (isFound)
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }

    private sealed class PropertyPathJsonConverter : JsonConverter<PropertyPath>
    {
        public override PropertyPath Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            TryParse(reader.GetString(), out var path) ? path : throw new JsonException("A path such as $.tokens is expected.");

        public override void Write(Utf8JsonWriter writer, PropertyPath value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}
