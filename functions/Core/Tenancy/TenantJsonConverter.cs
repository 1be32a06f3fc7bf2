using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tallystick.Core.Tenancy;

/// <summary>Writes a tenant as the text that begins the names of its partitions.</summary>
public sealed class TenantJsonConverter : JsonConverter<Tenant>
{
    /// <inheritdoc/>
    public override Tenant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && Tenant.TryParse(reader.GetString()!, out var tenant)
            ? tenant
            : throw new JsonException("A tenant is expected.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Tenant value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
