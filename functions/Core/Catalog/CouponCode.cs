using Tallystick.Core.Values;

namespace Tallystick.Core.Catalog;

/// <summary>Whose a code is: as a document, so that one coupon has it.</summary>
/// <param name="CouponId">The coupon.</param>
internal sealed record CouponCode(Id<Coupon> CouponId)
{
    /// <summary>The id of the document of a code.</summary>
    internal static string DocumentId(string code) => $"code:{code}";
}
