using System.Text.Json;
using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Values;
using Tallystick.Http.Binding;

namespace Tallystick.Http.Plans;

/// <summary>How a plan's next version differs from its latest one. At most 40 of each.</summary>
/// <param name="AddPrices">Ids of prices, or prices to be made, that come in.</param>
/// <param name="RemovePrices">Ids of prices that go.</param>
/// <param name="ReplacePrices">Prices that others take the place of.</param>
internal sealed record PlanVersionRequest(
    IReadOnlyList<JsonElement>? AddPrices, IReadOnlyList<string?>? RemovePrices, IReadOnlyList<PriceReplacement?>? ReplacePrices)
{
    private const int Max = 40; // With those that replace: fewer than a commit's 100 writes.

    public PlanChange ToChange(Check check, IIdSource ids, Instant now) => new(
        [.. check.Items("addPrices", AddPrices, Max).Select((price, index) => PriceChoices.Read(check, $"addPrices[{index}]", price, ids, now))],
        [.. check.Items("removePrices", RemovePrices, Max).Select((id, index) => check.Id<Price>($"removePrices[{index}]", id))],
        [.. check.Items("replacePrices", ReplacePrices, Max).Select((replace, index) => Replace(check, $"replacePrices[{index}]", replace, ids, now))]);

    private static (Id<Price> Old, PriceChoice New) Replace(Check check, string path, PriceReplacement? replace, IIdSource ids, Instant now) =>
        (check.Id<Price>($"{path}.priceId", replace?.PriceId),
            PriceChoices.Read(check, $"{path}.price", check.Required($"{path}.price", replace?.Price), ids, now));
}
