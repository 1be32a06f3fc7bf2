using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Tallystick.Http;

/// <summary>
/// Reads JSON that a request keeps as it came, and refuses texts that are not Unicode: half of a surrogate pair is lawful JSON, and whoever
/// asked such an element for its text later would fail.
/// </summary>
internal sealed class UnicodeJsonElementConverter : JsonConverter<JsonElement>
{
    private static readonly JsonConverter<JsonElement> Plain = JsonMetadataServices.JsonElementConverter;

    public override JsonElement Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var ahead = reader;
        var depth = reader.CurrentDepth;
        do
        {
            if (ahead.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && !IsText(in ahead))
            {
                throw new JsonException("It holds a text that is not Unicode.");
            }
        }
        while (!IsEnd(in ahead, depth) && ahead.Read());

        return Plain.Read(ref reader, typeToConvert, options);
    }

    public override void Write(Utf8JsonWriter writer, JsonElement value, JsonSerializerOptions options) => Plain.Write(writer, value, options);

    private static bool IsEnd(ref readonly Utf8JsonReader reader, int depth) =>
        reader.CurrentDepth == depth && reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray);

    private static bool IsText(ref readonly Utf8JsonReader reader)
    {
        try
        {
            return !reader.ValueIsEscaped || reader.GetString() is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
