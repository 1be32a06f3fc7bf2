using System.Text.Json;

namespace Tallystick.Core.Proofs;

/// <summary>A member in which two JSON texts differ.</summary>
/// <param name="Path">Where.</param>
/// <param name="Expected">What it is in the first, as JSON; null where the first has none.</param>
/// <param name="Found">What it is in the second, as JSON; null where the second has none.</param>
internal sealed record JsonDifference(string Path, string? Expected, string? Found)
{
    // What is changed in one place changes sums in others; more than this nobody reads.
    private const int Max = 10;

    /// <summary>Where two texts differ: at least one where their bytes do.</summary>
    internal static IReadOnlyList<JsonDifference> Between(ReadOnlyMemory<byte> expected, ReadOnlyMemory<byte> found)
    {
        if (expected.Span.SequenceEqual(found.Span))
        {
            return [];
        }

        var differences = new List<JsonDifference>();
        try
        {
            using var left = JsonDocument.Parse(expected);
            using var right = JsonDocument.Parse(found);
            Compare("$", left.RootElement, right.RootElement, differences);
        }
        catch (Exception exception) when (Unreadable.Is(exception))
        {
            return [new JsonDifference("$", "JSON", exception.Message)];
        }

        var offset = expected.Span.CommonPrefixLength(found.Span);
        return differences.Count > 0 ? [.. differences.Take(Max)] : [new JsonDifference("$", "the same bytes", $"other bytes from offset {offset} on")];
    }

    private static void Compare(string path, JsonElement left, JsonElement right, List<JsonDifference> differences)
    {
        if (left.ValueKind == JsonValueKind.Object && right.ValueKind == JsonValueKind.Object)
        {
            foreach (var name in left.EnumerateObject().Select(member => member.Name).Union(right.EnumerateObject().Select(member => member.Name)))
            {
                Compare($"{path}.{name}", Member(left, name), Member(right, name), differences);
            }
        }
        else if (left.ValueKind == JsonValueKind.Array && right.ValueKind == JsonValueKind.Array)
        {
            for (var i = 0; i < Math.Max(left.GetArrayLength(), right.GetArrayLength()); i++)
            {
                Compare($"{path}[{i}]", Item(left, i), Item(right, i), differences);
            }
        }
        else if (Text(left) != Text(right))
        {
            differences.Add(new JsonDifference(path, Text(left), Text(right)));
        }
    }

    private static JsonElement Member(JsonElement element, string name) => element.TryGetProperty(name, out var member) ? member : default;

    private static JsonElement Item(JsonElement element, int index) => index < element.GetArrayLength() ? element[index] : default;

    private static string? Text(JsonElement element) => element.ValueKind == JsonValueKind.Undefined ? null : element.GetRawText();
}
