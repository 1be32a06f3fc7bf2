using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;

namespace Tallystick.Core.Values;

/// <summary>Writes a duration as ISO 8601 has it; see <see cref="IsoDuration"/>.</summary>
public sealed class DurationJsonConverter : JsonConverter<Duration>
{
    /// <inheritdoc/>
    public override Duration Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        IsoDuration.TryParse(reader.GetString(), out var duration)
            ? duration
            : throw new JsonException("A duration of ISO 8601 without months and years is expected, for example PT1H.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Duration value, JsonSerializerOptions options) =>
        writer.WriteStringValue(IsoDuration.Format(value));
}
