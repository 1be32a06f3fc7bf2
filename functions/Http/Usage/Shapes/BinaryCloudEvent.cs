using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Tallystick.Core.Values;
using Tallystick.Http.Binding;

namespace Tallystick.Http.Usage.Shapes;

/// <summary>The binary mode of CloudEvents over HTTP: attributes in <c>ce-</c> headers, the data as the body.</summary>
/// <remarks>See https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md.</remarks>
internal static class BinaryCloudEvent
{
    private const string Prefix = "ce-";

    /// <summary>True for a request in binary mode.</summary>
    internal static bool IsOne(HttpRequest request) => request.Headers.ContainsKey(Prefix + "specversion");

    /// <summary>The same event in the JSON format. A body that is no JSON is refused.</summary>
    internal static Result<ReadOnlyMemory<byte>> ToStructured(HttpRequest request, ReadOnlyMemory<byte> body)
    {
        var output = new ArrayBufferWriter<byte>(body.Length + 512);
        using (var writer = new Utf8JsonWriter(output))
        {
            writer.WriteStartObject();
            foreach (var (name, values) in request.Headers.Where(header => header.Key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)))
            {
                writer.WriteString(name[Prefix.Length..].ToLowerInvariant(), Uri.UnescapeDataString(values.ToString()));
            }

            if (!body.IsEmpty)
            {
                if (!IsJson(body))
                {
                    return JsonBody.Refuse("MALFORMED_JSON", "The body is no JSON.");
                }

                writer.WritePropertyName("data");
                writer.WriteRawValue(body.Span, skipInputValidation: true);
            }

            writer.WriteEndObject();
        }

        return output.WrittenMemory;
    }

    // Checked by itself first: a body such as `{}, "type": "x"` must not become members of the event around it.
    private static bool IsJson(ReadOnlyMemory<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body.Span);
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
