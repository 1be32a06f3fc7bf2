using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Tallystick.Core.Values;

namespace Tallystick.Http;

/// <summary>How requests are read and answers written: camelCase, decimals as strings, instants as RFC 3339, nulls written.</summary>
public static class HttpJson
{
    /// <summary>How deep a request may nest.</summary>
    public const int MaxDepth = 32;

    /// <summary>The options that every answer is written with.</summary>
    public static JsonSerializerOptions Options { get; } = Create(JsonUnmappedMemberHandling.Skip);

    /// <summary>
    /// The options that every request is read with: the same, and a member that the request's type has not is refused, unless the type says that it skips such
    /// members (<see cref="JsonUnmappedMemberHandlingAttribute"/>).
    /// </summary>
    public static JsonSerializerOptions Requests { get; } = Create(JsonUnmappedMemberHandling.Disallow);

    /// <summary>Makes other options read and write the same.</summary>
    public static void Apply(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.Never;
        options.AllowDuplicateProperties = false;
        options.MaxDepth = MaxDepth;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.TypeInfoResolver ??= new DefaultJsonTypeInfoResolver();
        options.Converters.Add(new DecimalJsonConverter());
        options.Converters.Add(new InstantJsonConverter());
        options.Converters.Add(new UnicodeJsonElementConverter());
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
    }

    private static JsonSerializerOptions Create(JsonUnmappedMemberHandling unknown)
    {
        var options = new JsonSerializerOptions { UnmappedMemberHandling = unknown };
        Apply(options);
        options.MakeReadOnly();
        return options;
    }
}
