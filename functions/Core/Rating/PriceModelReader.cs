using System.Text.Json;
using Tallystick.Core.Values;

namespace Tallystick.Core.Rating;

/// <summary>Reads a price model as the API has it: <c>{"model": "standard", "properties": {"unitPrice": "0.001"}}</c>.</summary>
public static class PriceModelReader
{
    /// <summary>
    /// The model; or a refusal that names the field: <c>UNKNOWN_PRICE_MODEL</c>, <c>INVALID_PRICE</c>.
    /// </summary>
    /// <param name="model">The model's name.</param>
    /// <param name="properties">What the model needs; decimals as strings or numbers.</param>
    /// <param name="path">Where both stand in the request, for example <c>prices[0]</c>; empty at the top.</param>
    public static Result<PriceModel> Read(string? model, JsonElement properties, string path = "")
    {
        var prefix = path.Length == 0 ? "" : path + ".";
        return model switch
        {
            StandardPrice.Model => ReadStandard(properties, prefix + "properties.unitPrice"),
            _ => Refusal.Invalid(prefix + "model", "The model is none of: standard.", "UNKNOWN_PRICE_MODEL"),
        };
    }

    private static Result<PriceModel> ReadStandard(JsonElement properties, string field) =>
        TryReadDecimal(properties, "unitPrice", out var unitPrice)
            ? StandardPrice.Create(unitPrice, field).Then<PriceModel>(price => price)
            : Refusal.Invalid(field, "A decimal is expected, as a string or a number.", "INVALID_PRICE");

    private static bool TryReadDecimal(JsonElement properties, string name, out decimal value)
    {
        value = 0;
        return properties.ValueKind == JsonValueKind.Object
            && properties.TryGetProperty(name, out var element)
            && DecimalJsonConverter.TryParse(Text(element), out value);
    }

    private static string? Text(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => element.GetRawText(),
        _ => null,
    };
}
