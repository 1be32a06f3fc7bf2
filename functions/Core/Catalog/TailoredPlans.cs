using NodaTime;
using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Core.Catalog;

/// <summary>
/// Versions of plans that one subscription has: with overrides and coupons in them. They are versions like others, so that all that goes by a subscription's
/// version (metering, closing, previews, simulations, proofs) needs to know of neither; but they are not among their plan's.
/// </summary>
public sealed class TailoredPlans(IDocumentStore store, IIdSource ids, Prices prices, Coupons coupons, CatalogSettings settings)
{
    /// <summary>The id of the version that a subscription is to have: the plan's own where nothing is otherwise, else a new one.</summary>
    public Id<PlanVersion> IdOf(PlanVersion version, Tailoring tailoring) => tailoring.IsNone ? version.Id : ids.Next<PlanVersion>();

    /// <summary>
    /// The version that a subscription is to have: the plan's own where nothing is otherwise. Coupons are redeemed, each once for the subscription. Refused: what
    /// <see cref="PlanOverrides.On"/>, <see cref="Prices.CheckAsync"/> and <see cref="Coupon.Redeem"/> refuse, <c>COUPON_NOT_FOUND</c>, <c>DUPLICATE</c> codes, <c>TOO_MANY</c> discounts.
    /// </summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="subscription">The subscription.</param>
    /// <param name="version">The plan's.</param>
    /// <param name="id">See <see cref="IdOf"/>.</param>
    /// <param name="tailoring">What is otherwise.</param>
    /// <param name="now">The customer's time.</param>
    /// <param name="cancellation">Ends the work.</param>
    public async Task<Result<PlanVersion>> MakeAsync(
        Tenant tenant, Id<Subscription> subscription, PlanVersion version, Id<PlanVersion> id, Tailoring tailoring, Instant now, CancellationToken cancellation)
    {
        if (tailoring.IsNone)
        {
            return version;
        }

        if (!tailoring.Overrides.On(version, ids, now).TryGet(out var made, out var refused))
        {
            return refused;
        }

        if (await CheckPricesAsync(tenant, version, made, tailoring.Overrides, cancellation) is { } broken)
        {
            return broken;
        }

        if (tailoring.Coupons.Index().FirstOrDefault(code => tailoring.Coupons.Take(code.Index).Contains(code.Item, StringComparer.OrdinalIgnoreCase)) is { Item: not null } again)
        {
            return Refusal.Invalid($"coupons[{again.Index}]", "This coupon is named before.", "DUPLICATE");
        }

        if (made.Terms.Discounts.Count + tailoring.Coupons.Count > PlanTerms.MaxDiscounts)
        {
            return Refusal.Invalid("coupons", $"At most {PlanTerms.MaxDiscounts} discounts are taken, those of the plan among them.", "TOO_MANY");
        }

        var discounts = made.Terms.Discounts.ToList();
        foreach (var (index, code) in tailoring.Coupons.Index())
        {
            if (!(await coupons.RedeemAsync(tenant, code, subscription, version, now, $"coupons[{index}]", cancellation)).TryGet(out var coupon, out refused))
            {
                return refused;
            }

            discounts.Add(coupon.Discount);
        }

        var tailored = made with
        {
            Id = id,
            BasedOn = version.Id,
            Terms = made.Terms with { Discounts = discounts },
            CreatedAt = now,
            EffectiveAt = now + settings.CacheTime,
        };
        await store.CommitAsync(
            CatalogPartition.Of(tenant),
            [
                .. tailored.Prices.Except(version.Prices).Select(price => DocumentWrite.Create(price.Id.ToString(), price.ToBody())),
                DocumentWrite.Create(tailored.Id.ToString(), tailored.ToBody()),
            ],
            cancellation);
        return tailored;
    }

    /// <summary>Why a price that is otherwise does not fit its metric, or null.</summary>
    private async ValueTask<Refusal?> CheckPricesAsync(
        Tenant tenant, PlanVersion version, PlanVersion made, PlanOverrides overrides, CancellationToken cancellation)
    {
        foreach (var (index, one) in overrides.Prices.Index())
        {
            var at = version.Prices.Index().First(price => one.IsFor(price.Item)).Index;
            if (await prices.CheckAsync(tenant, made.Prices[at], $"overrides.prices[{index}].", cancellation) is { } broken)
            {
                return broken;
            }
        }

        return null;
    }
}
