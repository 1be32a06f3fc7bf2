using System.Text.Json;

namespace Tallystick.Http.Usage;

/// <summary>JSON that was kept as bytes, for an answer.</summary>
internal static class RawJson
{
    internal static JsonElement? Of(ReadOnlyMemory<byte> json)
    {
        if (json.IsEmpty)
        {
            return null;
        }

        var reader = new Utf8JsonReader(json.Span);
        return JsonElement.ParseValue(ref reader);
    }
}
