using NodaTime;
using Tallystick.Core.Values;

namespace Tallystick.Core.Catalog;

/// <summary>A discount that a subscription gets where its code is given.</summary>
public sealed record Coupon : IIdentified
{
    /// <summary>The most characters of a code.</summary>
    public const int MaxCode = 50;

    /// <inheritdoc/>
    public static string IdPrefix => "coup";

    /// <summary>The coupon's id.</summary>
    public required Id<Coupon> Id { get; init; }

    /// <summary>What customers give: A to Z, 0 to 9, _ and -, at most <see cref="MaxCode"/>. One coupon of a tenant has it.</summary>
    public required string Code { get; init; }

    /// <summary>What it takes off, and for how many periods from the subscription's first under it on.</summary>
    public required Discount Discount { get; init; }

    /// <summary>The currency of a discount by amount; null for a percentage.</summary>
    public Currency? Currency { get; init; }

    /// <summary>The plans that it is for; none for all.</summary>
    public IReadOnlyList<Id<Plan>> PlanIds { get; init; } = [];

    /// <summary>The first instant at which it is not taken any more; null for never.</summary>
    public Instant? RedeemBefore { get; init; }

    /// <summary>How many subscriptions may have it, 1 or more; null for any number.</summary>
    public int? MaxRedemptions { get; init; }

    /// <summary>How many subscriptions have had it.</summary>
    public int Redeemed { get; init; }

    /// <summary>When it was made.</summary>
    public required Instant CreatedAt { get; init; }

    /// <summary>When it was withdrawn; null where it was not. Who has it keeps it.</summary>
    public Instant? WithdrawnAt { get; init; }

    /// <summary>
    /// Redeemed once more. Refused: <c>COUPON_WITHDRAWN</c>, <c>COUPON_EXPIRED</c>, <c>COUPON_EXHAUSTED</c>, and what <see cref="RefuseFor"/> refuses.
    /// </summary>
    /// <param name="version">What the subscription has it on.</param>
    /// <param name="now">The customer's time.</param>
    /// <param name="field">The field that named it.</param>
    public Result<Coupon> Redeem(PlanVersion version, Instant now, string field)
    {
        if (WithdrawnAt is not null)
        {
            return Refusal.Invalid(field, "The coupon was withdrawn.", "COUPON_WITHDRAWN");
        }

        if (now >= RedeemBefore)
        {
            return Refusal.Invalid(field, $"The coupon was to be redeemed before {RedeemBefore}.", "COUPON_EXPIRED");
        }

        return Redeemed >= MaxRedemptions
            ? Refusal.Invalid(field, $"The coupon has been redeemed {MaxRedemptions} times.", "COUPON_EXHAUSTED")
            : RefuseFor(version, field) is { } refused ? refused : this with { Redeemed = Redeemed + 1 };
    }

    /// <summary>Why a version cannot have it, or null: <c>COUPON_NOT_FOR_PLAN</c>, <c>CURRENCY_MISMATCH</c>.</summary>
    public Refusal? RefuseFor(PlanVersion version, string field)
    {
        var isPriced = Discount.MetricIds.All(metric => version.MetricIds().Contains(metric)) && Discount.FeeIds.All(fee => version.Prices.Any(price => price.FeeId == fee));
        if (!isPriced || (PlanIds.Count > 0 && !PlanIds.Contains(version.PlanId)))
        {
            return Refusal.Invalid(field, "The coupon is for other plans.", "COUPON_NOT_FOR_PLAN");
        }

        return Currency is { } currency && currency != version.Terms.Currency
            ? Refusal.Invalid(field, $"The coupon takes off {currency}, the plan is in {version.Terms.Currency}.", "CURRENCY_MISMATCH")
            : null;
    }
}
