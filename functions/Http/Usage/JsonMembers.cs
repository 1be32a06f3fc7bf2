using System.Text;
using System.Text.Json;

namespace Tallystick.Http.Usage;

/// <summary>The members of a JSON object, read in one pass and found by their names. Can be used for one object after the other.</summary>
internal sealed class JsonMembers
{
    // Up to so many, it is cheaper to compare each name with all than to hash it.
    private const int Few = 16;

    // The names of all objects that are open, the innermost's last; where in the body they stand, or ~ where in the list of the unescaped.
    private readonly List<(int Start, int Length)> names = new(Few);
    private readonly List<byte[]> unescaped = [];

    // The values of the outermost object's names, in their order.
    private readonly List<(int Start, int Length)> values = new(Few);
    private ArraySegment<byte> body;

    /// <summary>False where the value that was read is no object.</summary>
    internal bool IsObject { get; private set; }

    /// <summary>The path of a member that stands twice in its object, at any depth; null where there is none.</summary>
    internal string? Duplicate { get; private set; }

    /// <summary>Reads the value that the reader stands at to its end.</summary>
    /// <param name="reader">The reader of the body.</param>
    /// <param name="text">The body; the members keep slices of it.</param>
    /// <exception cref="JsonException">It is no JSON.</exception>
    internal void Read(ref Utf8JsonReader reader, ArraySegment<byte> text)
    {
        body = text;
        names.Clear();
        unescaped.Clear();
        values.Clear();
        IsObject = reader.TokenType == JsonTokenType.StartObject;
        Duplicate = Pass(ref reader, isOutermost: IsObject);
    }

    /// <summary>The member's value; false where there is none or it is null.</summary>
    internal bool TryGet(string name, out JsonSlice value)
    {
        for (var i = 0; i < values.Count; i++)
        {
            if (names[i].Length == name.Length && Ascii.Equals(Utf8(names[i]), name))
            {
                value = new JsonSlice(body.Slice(values[i].Start, values[i].Length));
                return value.Kind != JsonValueKind.Null;
            }
        }

        value = default;
        return false;
    }

    /// <summary>Reads a value to its end: the path of a member that stands twice, or null.</summary>
    private string? Pass(ref Utf8JsonReader reader, bool isOutermost = false)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            return PassObject(ref reader, isOutermost);
        }

        string? duplicate = null;
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                var inner = Pass(ref reader);
                duplicate ??= inner;
            }
        }

        return duplicate;
    }

    private string? PassObject(ref Utf8JsonReader reader, bool isOutermost)
    {
        string? duplicate = null;
        HashSet<string>? many = null;
        var first = names.Count;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = NameAt(ref reader);
            duplicate ??= IsKnown(name, first, ref many) ? Text(name) : null;
            names.Add(name);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            var inner = Pass(ref reader);
            duplicate ??= inner is null ? null : $"{Text(name)}.{inner}";
            if (isOutermost)
            {
                values.Add((start, (int)reader.BytesConsumed - start));
            }
        }

        if (!isOutermost)
        {
            names.RemoveRange(first, names.Count - first);
        }

        return duplicate;
    }

    private bool IsKnown((int Start, int Length) name, int first, ref HashSet<string>? many)
    {
        if (names.Count - first >= Few)
        {
            many ??= [.. names.Skip(first).Select(Text)];
            return !many.Add(Text(name));
        }

        for (var i = first; i < names.Count; i++)
        {
            if (names[i].Length == name.Length && Utf8(names[i]).SequenceEqual(Utf8(name)))
            {
                return true;
            }
        }

        return false;
    }

    private (int Start, int Length) NameAt(ref Utf8JsonReader reader)
    {
        if (reader.ValueIsEscaped && JsonSlice.TryText(ref reader, out var text))
        {
            unescaped.Add(Encoding.UTF8.GetBytes(text));
            return (~(unescaped.Count - 1), unescaped[^1].Length);
        }

        return ((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length);
    }

    private ReadOnlySpan<byte> Utf8((int Start, int Length) name) =>
        name.Start >= 0 ? body.AsSpan(name.Start, name.Length) : unescaped[~name.Start];

    private string Text((int Start, int Length) name) => Encoding.UTF8.GetString(Utf8(name));
}
