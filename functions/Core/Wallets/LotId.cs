using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Tallystick.Core.Values;

namespace Tallystick.Core.Wallets;

/// <summary>Which lot of money: the grant that it came by, and for a grant that recurs, which time. Printed <c>grt_…</c>, then <c>grt_…:1</c>, <c>grt_…:2</c>.</summary>
/// <param name="Grant">The grant.</param>
/// <param name="Occurrence">0 for the first or only time.</param>
[JsonConverter(typeof(LotIdJsonConverter))]
public readonly record struct LotId(Id<Grant> Grant, int Occurrence = 0)
{
    /// <summary>Reads a lot's id; false where the text is none.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out LotId id)
    {
        var parts = (text ?? "").Split(':');
        var occurrence = 0;
        var isValid = Id<Grant>.TryParse(parts[0], out var grant)
            && (parts.Length == 1 || (parts.Length == 2 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out occurrence)));
        id = isValid ? new LotId(grant, occurrence) : default;
        return isValid;
    }

    /// <inheritdoc/>
    public override string ToString() => Occurrence == 0 ? $"{Grant}" : $"{Grant}:{Occurrence}";

    private sealed class LotIdJsonConverter : JsonConverter<LotId>
    {
        public override LotId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            TryParse(reader.GetString(), out var id) ? id : throw new JsonException("The id of a lot is expected.");

        public override void Write(Utf8JsonWriter writer, LotId value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
