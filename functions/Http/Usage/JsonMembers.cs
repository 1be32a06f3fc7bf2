using System.Text;
using System.Text.Json;

namespace Tallystick.Http.Usage;

/// <summary>The members of a JSON object, read in one pass and found by their names. Can be used for one object after the other.</summary>
internal sealed class JsonMembers
{
    // Up to so many, it is cheaper to compare each name with all than to hash it.
    private const int Few = 16;
    private readonly List<(ReadOnlyMemory<byte> Name, JsonSlice Value)> members = [];

    // The names of all objects that are open, the innermost's last.
    private readonly List<ReadOnlyMemory<byte>> names = [];

    /// <summary>False where the value that was read is no object.</summary>
    internal bool IsObject { get; private set; }

    /// <summary>The path of a member that stands twice in its object, at any depth; null where there is none.</summary>
    internal string? Duplicate { get; private set; }

    /// <summary>Reads the value that the reader stands at to its end.</summary>
    /// <param name="reader">The reader of the body.</param>
    /// <param name="body">The body; the members keep slices of it.</param>
    /// <exception cref="JsonException">It is no JSON.</exception>
    internal void Read(ref Utf8JsonReader reader, ReadOnlyMemory<byte> body)
    {
        members.Clear();
        names.Clear();
        IsObject = reader.TokenType == JsonTokenType.StartObject;
        Duplicate = Pass(ref reader, body, isOutermost: IsObject);
    }

    /// <summary>The member's value; false where there is none or it is null.</summary>
    internal bool TryGet(string name, out JsonSlice value)
    {
        foreach (var member in members)
        {
            if (Ascii.Equals(member.Name.Span, name))
            {
                value = member.Value;
                return value.Kind != JsonValueKind.Null;
            }
        }

        value = default;
        return false;
    }

    /// <summary>Reads a value to its end: the path of a member that stands twice, or null.</summary>
    private string? Pass(ref Utf8JsonReader reader, ReadOnlyMemory<byte> body, bool isOutermost = false)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            return PassObject(ref reader, body, isOutermost);
        }

        string? duplicate = null;
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                var inner = Pass(ref reader, body);
                duplicate ??= inner;
            }
        }

        return duplicate;
    }

    private string? PassObject(ref Utf8JsonReader reader, ReadOnlyMemory<byte> body, bool isOutermost)
    {
        string? duplicate = null;
        HashSet<string>? many = null;
        var first = names.Count;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = NameAt(ref reader, body);
            duplicate ??= IsKnown(name, first, ref many) ? Text(name) : null;
            names.Add(name);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            var inner = Pass(ref reader, body);
            duplicate ??= inner is null ? null : $"{Text(name)}.{inner}";
            if (isOutermost)
            {
                members.Add((name, new JsonSlice(body[start..(int)reader.BytesConsumed])));
            }
        }

        names.RemoveRange(first, names.Count - first);
        return duplicate;
    }

    private bool IsKnown(ReadOnlyMemory<byte> name, int first, ref HashSet<string>? many)
    {
        if (names.Count - first >= Few)
        {
            many ??= [.. names.Skip(first).Select(Text)];
            return !many.Add(Text(name));
        }

        for (var i = first; i < names.Count; i++)
        {
            if (names[i].Span.SequenceEqual(name.Span))
            {
                return true;
            }
        }

        return false;
    }

    private static ReadOnlyMemory<byte> NameAt(ref Utf8JsonReader reader, ReadOnlyMemory<byte> body) =>
        reader.ValueIsEscaped && JsonSlice.TryText(ref reader, out var text)
            ? Encoding.UTF8.GetBytes(text)
            : body.Slice((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length);

    private static string Text(ReadOnlyMemory<byte> name) => Encoding.UTF8.GetString(name.Span);
}
