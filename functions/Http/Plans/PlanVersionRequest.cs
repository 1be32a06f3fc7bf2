using System.ComponentModel;
using System.Text.Json;
using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Values;
using Tallystick.Http.Binding;
using Tallystick.Http.Subscriptions;

namespace Tallystick.Http.Plans;

/// <summary>How a plan's next version differs from its latest one. At most 40 of each.</summary>
/// <param name="AddPrices">Ids of prices, or prices to be made, that come in.</param>
/// <param name="RemovePrices">Ids of prices that go.</param>
/// <param name="ReplacePrices">Prices that others take the place of.</param>
/// <param name="MinimumCommitment">What a whole period comes to at least, where that changes; 0 for none.</param>
/// <param name="MaximumCharge">What a whole period comes to at most, where that changes.</param>
/// <param name="Discounts">What is taken off in the place of what was; at most 10.</param>
/// <param name="CreditAllocations">Credits that each subscription gets in the place of those that were; at most 10.</param>
/// <param name="DefaultTaxRate">Tax as a fraction, for customers without a rate, where that changes.</param>
/// <param name="TrialDays">Days that nothing is charged for, 0 to 730, where that changes.</param>
/// <param name="EffectiveAt">From when on subscriptions start, or go on, with it; now unless given.</param>
internal sealed record PlanVersionRequest(
    IReadOnlyList<JsonElement>? AddPrices,
    IReadOnlyList<string?>? RemovePrices,
    IReadOnlyList<PriceReplacement?>? ReplacePrices,
    decimal? MinimumCommitment,
    decimal? MaximumCharge,
    IReadOnlyList<DiscountRequest?>? Discounts,
    IReadOnlyList<CreditAllocationBody?>? CreditAllocations,
    decimal? DefaultTaxRate,
    int? TrialDays,
    [property: Description("From when on subscriptions start, or go on, with it; now unless given.")] Instant? EffectiveAt)
{
    private const int Max = 40; // With those that replace: fewer than a commit's 100 writes.

    public PlanChange ToChange(Check check, IIdSource ids, Instant now)
    {
        Times.CheckTime(check, "effectiveAt", EffectiveAt);
        return ToPrices(check, ids, now) with
        {
            Terms = new PlanTermsChange
            {
                MinimumCommitment = check.OptionalAmount("minimumCommitment", MinimumCommitment, min: 0),
                MaximumCharge = check.OptionalAmount("maximumCharge", MaximumCharge, min: 0),
                Discounts = Discounts is null ? null : DiscountRequest.Read(check, Discounts),
                CreditAllocations = CreditAllocations is null ? null : CreditAllocationBody.Read(check, CreditAllocations),
                DefaultTaxRate = check.OptionalAmount("defaultTaxRate", DefaultTaxRate, 0, 1),
                TrialDays = TrialDays,
            },
            EffectiveAt = EffectiveAt,
        };
    }

    private PlanChange ToPrices(Check check, IIdSource ids, Instant now) => new(
        [.. check.Items("addPrices", AddPrices, Max).Select((price, index) => PriceChoices.Read(check, $"addPrices[{index}]", price, ids, now))],
        [.. check.Items("removePrices", RemovePrices, Max).Select((id, index) => check.Id<Price>($"removePrices[{index}]", id))],
        [.. check.Items("replacePrices", ReplacePrices, Max).Select((replace, index) => Replace(check, $"replacePrices[{index}]", replace, ids, now))]);

    private static (Id<Price> Old, PriceChoice New) Replace(Check check, string path, PriceReplacement? replace, IIdSource ids, Instant now) =>
        (check.Id<Price>($"{path}.priceId", replace?.PriceId),
            PriceChoices.Read(check, $"{path}.price", check.Required($"{path}.price", replace?.Price), ids, now));
}
