using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tallystick.Core.Usage;

/// <summary>Writes an account as the name of its partition.</summary>
public sealed class AccountIdJsonConverter : JsonConverter<AccountId>
{
    /// <inheritdoc/>
    public override AccountId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return reader.TokenType == JsonTokenType.String ? AccountId.Parse(reader.GetString()!) : throw new JsonException("An account is expected.");
        }
        catch (FormatException exception)
        {
            throw new JsonException(exception.Message, exception);
        }
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, AccountId value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
