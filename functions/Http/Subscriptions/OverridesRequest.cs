using Tallystick.Core.Catalog;
using Tallystick.Http.Binding;
using Tallystick.Http.Plans;

namespace Tallystick.Http.Subscriptions;

/// <summary>What of the plan is otherwise for one subscription. What is left out is as the plan has it.</summary>
/// <param name="Prices">Prices that are otherwise; at most 50.</param>
/// <param name="MinimumCommitment">What a whole period comes to at least.</param>
/// <param name="MaximumCharge">What a whole period comes to at most.</param>
/// <param name="Discounts">What is taken off in the place of what the plan takes off; at most 10.</param>
internal sealed record OverridesRequest(
    IReadOnlyList<PriceOverrideRequest?>? Prices, decimal? MinimumCommitment, decimal? MaximumCharge, IReadOnlyList<DiscountRequest?>? Discounts)
{
    public static Tailoring ToTailoring(Check check, OverridesRequest? overrides, IReadOnlyList<string?>? coupons) => new(
        overrides?.ToOverrides(check.Within("overrides")) ?? new PlanOverrides(),
        [.. check.Items("coupons", coupons, Tailoring.MaxCoupons).Select((code, index) => check.Text($"coupons[{index}]", code, Coupon.MaxCode))]);

    private PlanOverrides ToOverrides(Check check) => new()
    {
        Prices =
        [
            .. check.Items("prices", Prices, PlanVersion.MaxPrices)
                .Select((price, index) => check.Required($"prices[{index}]", price)?.ToOverride(check.Within($"prices[{index}]"))).OfType<PriceOverride>(),
        ],
        MinimumCommitment = check.OptionalAmount("minimumCommitment", MinimumCommitment, min: 0),
        MaximumCharge = check.OptionalAmount("maximumCharge", MaximumCharge, min: 0),
        Discounts = Discounts is null ? null : DiscountRequest.Read(check, Discounts),
    };
}
