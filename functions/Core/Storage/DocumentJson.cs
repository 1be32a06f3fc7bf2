using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Tallystick.Core.Values;

namespace Tallystick.Core.Storage;

/// <summary>
/// How documents are written: camelCase, decimals as strings, instants as RFC 3339, nulls left out. What is always written is demanded when it is read.
/// </summary>
public static class DocumentJson
{
    /// <summary>The options that every document is written and read with.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { DemandWhatIsWritten } },
            Converters =
            {
                new DecimalJsonConverter(),
                new InstantJsonConverter(),
                new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false),
            },
        };
        options.MakeReadOnly();
        return options;
    }

    private static void DemandWhatIsWritten(JsonTypeInfo type)
    {
        foreach (var member in type.Properties)
        {
            if (member is { Set: not null, AssociatedParameter: { HasDefaultValue: false, IsNullable: false } })
            {
                member.IsRequired = true;
            }
        }
    }
}
