using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;
using Tallystick.Http.Plans;

namespace Tallystick.Http.Coupons;

/// <summary>A discount that a subscription gets where its code is given.</summary>
/// <param name="Id">Its id.</param>
/// <param name="MerchantId">The merchant.</param>
/// <param name="Code">What customers give.</param>
/// <param name="Discount">What it takes off.</param>
/// <param name="Currency">The currency of a fixed discount.</param>
/// <param name="PlanIds">The plans that it is for; none for all.</param>
/// <param name="RedeemBefore">The first instant at which it is not taken any more; null for never.</param>
/// <param name="MaxRedemptions">How many subscriptions may have it; null for any number.</param>
/// <param name="Redeemed">How many have had it.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="WithdrawnAt">When it was withdrawn; null where it was not.</param>
internal sealed record CouponResponse(
    Id<Coupon> Id,
    Id<Merchant> MerchantId,
    string Code,
    DiscountResponse Discount,
    Currency? Currency,
    IReadOnlyList<Id<Plan>> PlanIds,
    Instant? RedeemBefore,
    int? MaxRedemptions,
    int Redeemed,
    Instant CreatedAt,
    Instant? WithdrawnAt)
{
    public string Object => "coupon";

    public static Func<Coupon, CouponResponse> For(Tenant tenant) => coupon => new(
        coupon.Id,
        tenant.Merchant,
        coupon.Code,
        DiscountResponse.Of(coupon.Discount),
        coupon.Currency,
        coupon.PlanIds,
        coupon.RedeemBefore,
        coupon.MaxRedemptions,
        coupon.Redeemed,
        coupon.CreatedAt,
        coupon.WithdrawnAt);
}
