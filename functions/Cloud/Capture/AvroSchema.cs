using System.Text.Json;

namespace Tallystick.Cloud.Capture;

/// <summary>Reads the schema in a file's header: of a record whose fields are primitives, maps and unions.</summary>
internal static class AvroSchema
{
    /// <summary>The record's fields, in the order in which a file has them.</summary>
    /// <exception cref="InvalidDataException">The schema is none, or has types that are not read here.</exception>
    public static IReadOnlyList<AvroField> Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            return root.GetProperty("type").GetString() == "record"
                ? [.. root.GetProperty("fields").EnumerateArray().Select(field => new AvroField(field.GetProperty("name").GetString()!, TypeOf(field.GetProperty("type"))))]
                : throw new InvalidDataException("the schema is not one of records");
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InvalidDataException($"the schema cannot be read: {exception.Message}", exception);
        }
    }

    private static AvroType TypeOf(JsonElement type) => type.ValueKind switch
    {
        JsonValueKind.Array => new AvroType(AvroKind.Union, [.. type.EnumerateArray().Select(TypeOf)]),
        JsonValueKind.Object when type.GetProperty("type").ValueEquals("map") => new AvroType(AvroKind.Map, TypeOf(type.GetProperty("values"))),
        JsonValueKind.Object => TypeOf(type.GetProperty("type")),
        _ => new AvroType(KindOf(type.GetString())),
    };

    private static AvroKind KindOf(string? name) => name switch
    {
        "null" => AvroKind.Null,
        "boolean" => AvroKind.Boolean,
        "int" => AvroKind.Int,
        "long" => AvroKind.Long,
        "float" => AvroKind.Float,
        "double" => AvroKind.Double,
        "bytes" => AvroKind.Bytes,
        "string" => AvroKind.String,
        _ => throw new InvalidDataException($"the schema has a type '{name}', which is not known here"),
    };
}
