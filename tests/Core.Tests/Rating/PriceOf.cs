using System.Text.Json;
using Tallystick.Core.Rating;
using Tallystick.Core.Values;

namespace Tallystick.Tests.Core.Tests.Rating;

/// <summary>Prices as the API has them, for tables of cases.</summary>
internal static class PriceOf
{
    /// <summary>A price of <c>{"model": …}</c> with its properties beside the name.</summary>
    internal static PriceModel Json(string json)
    {
        var element = JsonElement.Parse(json);
        return PriceModelReader.Read(element.GetProperty("model").GetString(), Without(element, "model")).OrThrow();
    }

    /// <summary>What a quantity costs in dollars, without trailing zeros.</summary>
    internal static string Cost(PriceModel model, string quantity) =>
        DecimalJsonConverter.Format(Rater.Rate(model, decimal.Parse(quantity, System.Globalization.CultureInfo.InvariantCulture), Currency.Parse("USD")));

    /// <summary>The parts of what a quantity costs: <c>label: quantity × unit price = amount</c>.</summary>
    internal static string Details(PriceModel model, UsedQuantity used) => string.Join("; ", Rater.Details(model, used).Select(part =>
        $"{part.Label}: {DecimalJsonConverter.Format(part.Quantity)} × {DecimalJsonConverter.Format(part.UnitPrice)} = {DecimalJsonConverter.Format(part.Amount)}"));

    private static JsonElement Without(JsonElement element, string member) =>
        JsonSerializer.SerializeToElement(element.EnumerateObject().Where(one => one.Name != member).ToDictionary(one => one.Name, one => one.Value));
}
