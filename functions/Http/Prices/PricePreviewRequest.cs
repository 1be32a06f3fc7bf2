using System.ComponentModel;
using System.Text.Json;
using Tallystick.Core.Rating;
using Tallystick.Core.Usage;
using Tallystick.Http.Binding;

namespace Tallystick.Http.Prices;

/// <summary>A price to be tried on some usage.</summary>
/// <param name="MerchantId">The key's merchant, or left out.</param>
/// <param name="Model">How usage becomes an amount. Required.</param>
/// <param name="Properties">What the model needs. Required.</param>
/// <param name="Currency">The currency of the price. Required.</param>
/// <param name="Quantity">How much was used, 0 or more, where no group matters.</param>
/// <param name="Quantities">How much was used of each group; in place of the quantity.</param>
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
    public UsedQuantity ToUsed(Check check)
    {
        check.That(Quantity is null != Quantities is null, "quantity", "Either a quantity or quantities are expected.", "REQUIRED");
        if (Quantities is null)
        {
            return new UsedQuantity(check.OptionalAmount("quantity", Quantity, min: 0) ?? 0);
        }

        List<(GroupKey Group, decimal Quantity)> parts =
            [.. check.Items("quantities", Quantities, MaxQuantities, required: true).Take(MaxQuantities).Select((part, index) => ToPart(check.Within($"quantities[{index}]"), part))];
        return new UsedQuantity(parts.Sum(part => part.Quantity))
        {
            Groups = parts.GroupBy(part => part.Group).ToDictionary(group => group.Key, group => group.Sum(part => part.Quantity)),
        };
    }

    private static (GroupKey Group, decimal Quantity) ToPart(Check check, PreviewQuantity? part)
    {
        var values = part?.Values ?? new Dictionary<string, string>();
        check.That(values.Values.All(value => value is not null), "values", "Texts are expected.", "WRONG_TYPE");
        return (GroupKey.Of(values.OrderBy(value => value.Key, StringComparer.Ordinal).Select(value => value.Value ?? "")), check.Amount("quantity", part?.Quantity, min: 0));
    }
}
