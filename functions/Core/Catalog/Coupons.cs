using NodaTime;
using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Core.Catalog;

/// <summary>A tenant's coupons, and who has redeemed them.</summary>
public sealed class Coupons(IDocumentStore store, Plans plans, Metrics metrics)
{
    /// <summary>Adds a coupon under an id of its own. Refused: what its rules refuse, <c>CODE_TAKEN</c>, an unknown plan or metric.</summary>
    public async ValueTask<Result<Coupon>> AddAsync(Tenant tenant, Coupon coupon, CancellationToken cancellation)
    {
        if ((CouponRules.Check(coupon) ?? await UnknownAsync(tenant, coupon, cancellation)) is { } broken)
        {
            return broken;
        }

        DocumentWrite[] writes =
        [
            DocumentWrite.Create(coupon.Id.ToString(), coupon.ToBody()),
            DocumentWrite.Create(CouponCode.DocumentId(coupon.Code), new CouponCode(coupon.Id).ToBody()),
        ];
        return await store.CommitAsync(CatalogPartition.Of(tenant), writes, cancellation)
            ? coupon
            : Refusal.Conflict("CODE_TAKEN", $"Another coupon has the code '{coupon.Code}'.") with
            {
                Errors = [new FieldError("code", "Another coupon has this code.", "CODE_TAKEN")],
            };
    }

    /// <summary>A coupon by id.</summary>
    public async ValueTask<Result<Coupon>> GetAsync(Tenant tenant, Id<Coupon> id, CancellationToken cancellation) =>
        await store.ReadAsync<Coupon>(CatalogPartition.Of(tenant), id.ToString(), cancellation) is { } found
            ? found.Value
            : Refusal.NotFound("COUPON", id.ToString());

    /// <summary>The coupons, newest first.</summary>
    public ValueTask<Page<Coupon>> PageAsync(Tenant tenant, PageRequest page, CancellationToken cancellation) =>
        store.PageAsync<Coupon>(DocumentRange.WithPrefix(CatalogPartition.Of(tenant), Coupon.IdPrefix + "_"), page, cancellation);

    /// <summary>Withdraws a coupon: nobody gets it any more. Repeated it changes nothing.</summary>
    public async Task<Result<Coupon>> WithdrawAsync(Tenant tenant, Id<Coupon> id, Instant now, CancellationToken cancellation)
    {
        while (await store.ReadAsync<Coupon>(CatalogPartition.Of(tenant), id.ToString(), cancellation) is { } read)
        {
            var withdrawn = read.Value with { WithdrawnAt = read.Value.WithdrawnAt ?? now };
            if (withdrawn == read.Value || await store.CommitAsync(CatalogPartition.Of(tenant), [(read with { Value = withdrawn }).ToWrite(id.ToString())], cancellation))
            {
                return withdrawn;
            }
        }

        return Refusal.NotFound("COUPON", id.ToString());
    }

    /// <summary>
    /// Redeems a code for a subscription, once: one that it has had is not counted again. Refused: <c>COUPON_NOT_FOUND</c>, what <see cref="Coupon.Redeem"/> refuses.
    /// </summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="code">The code, in letters of any case.</param>
    /// <param name="subscription">The subscription.</param>
    /// <param name="version">What it has the coupon on.</param>
    /// <param name="now">The customer's time.</param>
    /// <param name="field">The field that named the code.</param>
    /// <param name="cancellation">Ends the work.</param>
    internal async Task<Result<Coupon>> RedeemAsync(
        Tenant tenant, string code, Id<Subscription> subscription, PlanVersion version, Instant now, string field, CancellationToken cancellation)
    {
        var partition = CatalogPartition.Of(tenant);
        if (await store.ReadAsync<CouponCode>(partition, CouponCode.DocumentId(code.ToUpperInvariant()), cancellation) is not { Value.CouponId: var id })
        {
            return Refusal.Invalid(field, $"There is no coupon '{code}'.", "COUPON_NOT_FOUND");
        }

        var redemption = new CouponRedemption(id, subscription, now);
        while (true)
        {
            var read = await store.ReadAsync<Coupon>(partition, id.ToString(), cancellation) ?? throw new DamagedStoreException($"Coupon {id} is missing.");
            if (await store.ReadAsync(partition, redemption.DocumentId, cancellation) is not null)
            {
                return read.Value.RefuseFor(version, field) is { } unfit ? unfit : read.Value;
            }

            if (!read.Value.Redeem(version, now, field).TryGet(out var redeemed, out var refused))
            {
                return refused;
            }

            if (await store.CommitAsync(
                partition, [(read with { Value = redeemed }).ToWrite(id.ToString()), DocumentWrite.Create(redemption.DocumentId, redemption.ToBody())], cancellation))
            {
                return redeemed;
            }
        }
    }

    private async ValueTask<Refusal?> UnknownAsync(Tenant tenant, Coupon coupon, CancellationToken cancellation)
    {
        foreach (var (index, plan) in coupon.PlanIds.Index())
        {
            if (!(await plans.GetAsync(tenant, plan, cancellation, $"planIds[{index}]")).TryGet(out _, out var refused))
            {
                return refused;
            }
        }

        foreach (var (index, metric) in coupon.Discount.MetricIds.Index())
        {
            if (!(await metrics.GetAsync(tenant, metric, cancellation, $"discount.billableMetricIds[{index}]")).TryGet(out _, out var refused))
            {
                return refused;
            }
        }

        return null;
    }
}
