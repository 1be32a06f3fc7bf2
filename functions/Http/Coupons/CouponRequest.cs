using System.ComponentModel;
using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Values;
using Tallystick.Http.Binding;
using Tallystick.Http.Plans;

namespace Tallystick.Http.Coupons;

/// <summary>A coupon to be made.</summary>
/// <param name="MerchantId">The key's merchant, or left out.</param>
/// <param name="Code">What customers give: letters, digits, _ and -, at most 50; kept in capitals. Required.</param>
/// <param name="Discount">What it takes off. Required.</param>
/// <param name="Currency">The currency of a fixed discount.</param>
/// <param name="PlanIds">The plans that it is for; all unless given. At most 50.</param>
/// <param name="RedeemBefore">The first instant at which it is not taken any more.</param>
/// <param name="MaxRedemptions">How many subscriptions may have it; any number unless given.</param>
internal sealed record CouponRequest(
    string? MerchantId,
    string? Code,
    DiscountRequest? Discount,
    string? Currency,
    IReadOnlyList<string?>? PlanIds,
    [property: Description("The first instant at which it is not taken any more.")] Instant? RedeemBefore,
    int? MaxRedemptions) : INamesMerchant
{
    private const int MaxPlans = 50;

    public Coupon ToCoupon(Check check, IIdSource ids, Instant now) => new()
    {
        Id = ids.Next<Coupon>(),
        Code = check.Text("code", Code, Coupon.MaxCode).ToUpperInvariant(),
        Discount = check.Required("discount", Discount)?.ToDiscount(check.Within("discount"))!,
        Currency = Currency is null ? null : check.Currency("currency", Currency),
        PlanIds = [.. check.Items("planIds", PlanIds, MaxPlans).Select((id, index) => check.Id<Plan>($"planIds[{index}]", id))],
        RedeemBefore = RedeemBefore,
        MaxRedemptions = MaxRedemptions,
        CreatedAt = now,
    };
}
