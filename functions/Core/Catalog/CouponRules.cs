using Tallystick.Core.Values;

namespace Tallystick.Core.Catalog;

/// <summary>What makes a coupon one that can be redeemed.</summary>
internal static class CouponRules
{
    /// <summary>All rules that a coupon breaks, or null.</summary>
    internal static Refusal? Check(Coupon coupon)
    {
        var errors = DiscountRules.Check(coupon.Discount, coupon.Currency ?? default, "discount.").ToList();
        if (coupon.Code.Length is 0 or > Coupon.MaxCode || !coupon.Code.All(IsOfCode))
        {
            errors.Add(new FieldError("code", $"1 to {Coupon.MaxCode} of A to Z, 0 to 9, _ and - are expected.", "INVALID_CODE"));
        }

        if (coupon.Discount.Type == DiscountType.Fixed && coupon.Currency is null)
        {
            errors.Add(new FieldError("currency", "The currency of the amount is expected.", "REQUIRED"));
        }

        if (coupon.MaxRedemptions < 1)
        {
            errors.Add(new FieldError("maxRedemptions", "1 or more is expected.", "OUT_OF_RANGE"));
        }

        if (coupon.RedeemBefore <= coupon.CreatedAt)
        {
            errors.Add(new FieldError("redeemBefore", "A time to come is expected.", "IN_THE_PAST"));
        }

        return errors.Count == 0 ? null : Refusal.Invalid(errors);
    }

    private static bool IsOfCode(char character) => char.IsAsciiLetterUpper(character) || char.IsAsciiDigit(character) || character is '_' or '-';
}
