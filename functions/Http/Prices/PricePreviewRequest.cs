using System.ComponentModel;
using System.Text.Json;
using Tallystick.Core.Rating;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Tallystick.Http.Binding;

namespace Tallystick.Http.Prices;

/// <summary>A price to be tried on some usage.</summary>
/// <param name="MerchantId">The key's merchant, or left out.</param>
/// <param name="Model">How usage becomes an amount. Required.</param>
/// <param name="Properties">What the model needs. Required.</param>
/// <param name="Currency">The currency of the price. Required.</param>
/// <param name="Quantity">How much was used, 0 or more, where neither groups nor prices of events matter.</param>
/// <param name="Quantities">How much was used of each group or at each price; in place of the quantity.</param>
internal sealed record PricePreviewRequest(
    string? MerchantId,
    string? Model,
    [property: Description("What the model needs, as for a price. Required.")] JsonElement? Properties,
    string? Currency,
    decimal? Quantity,
    IReadOnlyList<PreviewQuantity?>? Quantities) : INamesMerchant
{
    private const int MaxQuantities = 1000;

    /// <summary>What was used, altogether and by group.</summary>
    /// <param name="check">Notes what is wrong.</param>
    /// <param name="model">The price; null where something is wrong with it.</param>
    public UsedQuantity ToUsed(Check check, PriceModel? model)
    {
        check.That(Quantity is null != Quantities is null, "quantity", "Either a quantity or quantities are expected.", "REQUIRED");
        check.That(model is not DynamicPrice || Quantities is not null, "quantities", "Quantities with their prices are expected.", "REQUIRED");
        if (Quantities is null)
        {
            return new UsedQuantity(check.OptionalAmount("quantity", Quantity, min: 0) ?? 0);
        }

        List<UsedQuantity> parts =
        [
            .. check.Items("quantities", Quantities, MaxQuantities, required: true).Take(MaxQuantities)
                .Select((part, index) => ToUsed(check.Within($"quantities[{index}]"), part, model)),
        ];
        return new UsedQuantity(parts.Sum(part => part.Total))
        {
            Groups = parts.SelectMany(part => part.Groups).GroupBy(group => group.Key, group => group.Value).ToDictionary(group => group.Key, group => group.Sum()),
            Cost = parts.Aggregate(default(ExactAmount), (sum, part) => sum + part.Cost),
        };
    }

    private static UsedQuantity ToUsed(Check check, PreviewQuantity? part, PriceModel? model)
    {
        var values = part?.Values ?? new Dictionary<string, string>();
        check.That(values.Values.All(value => value is not null), "values", "Texts are expected.", "WRONG_TYPE");
        var group = GroupKey.Of(values.OrderBy(value => value.Key, StringComparer.Ordinal).Select(value => value.Value ?? ""));
        var quantity = check.Amount("quantity", part?.Quantity, min: 0);
        var price = model is DynamicPrice bounds ? check.Amount("price", part?.Price, bounds.MinPrice, bounds.MaxPrice) : 0;
        return new UsedQuantity(quantity)
        {
            Groups = new Dictionary<GroupKey, decimal> { [group] = quantity },
            Cost = Exact.Fits(quantity) && Exact.Fits(price) ? ExactAmount.Product(quantity, price) : default,
        };
    }
}
