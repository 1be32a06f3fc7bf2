using NodaTime;
using Tallystick.Core.Usage;
using Tallystick.Core.Wallets;

namespace Tallystick.Core.Pools;

/// <summary>What became of a grant of units by now. Pure.</summary>
public static class PoolStanding
{
    /// <summary>The first instant behind the hour of a time: what pays for that hour is there.</summary>
    public static Instant HourAfter(Instant now) => UsageWindow.HourOf(now) + Duration.FromHours(1);

    /// <summary>The view of a grant: <c>granted = remaining + burned + expired + voided</c>.</summary>
    /// <param name="grant">The grant.</param>
    /// <param name="chain">Its lots up to <see cref="HourAfter"/>.</param>
    /// <param name="now">The customer's time.</param>
    public static GrantView Of(Grant grant, UnitChain chain, Instant now)
    {
        var lots = chain.Lots.Where(lot => lot.From < HourAfter(now)).ToList();
        decimal Left(Func<UnitLot, bool> which) => lots.Where(which).Sum(lot => lot.Total - lot.Drawn - lot.Carried);
        var (granted, remaining) = (lots.Sum(lot => lot.Granted), Left(lot => lot.Until > now));
        var expired = Left(lot => lot.Until <= now && !lot.IsVoided);
        var mayCome = chain.Grant.VoidedAt is null && (lots.Count == 0 || chain.ComesAgain);
        var status = chain.Grant.VoidedAt is not null ? GrantStatus.Voided
            : granted == 0 ? GrantStatus.Pending
            : remaining > 0 || mayCome ? GrantStatus.Active
            : expired > 0 ? GrantStatus.Expired
            : GrantStatus.Exhausted;
        return new GrantView(grant, status, granted, remaining, 0, expired, Left(lot => lot.Until <= now && lot.IsVoided));
    }

    /// <summary>The lots of which something is left and that pay for usage now, in the order of their use.</summary>
    public static IEnumerable<UnitShare> Lots(PoolFold pool, Instant now) =>
        from chain in pool.Chains
        from lot in chain.Lots
        where lot.PaysAt(UsageWindow.HourOf(now)) && lot.Total > lot.Drawn
        orderby lot.Order.Priority, lot.Order.ExpiresAt ?? Instant.MaxValue, lot.Order.GrantedAt, lot.Id.ToString()
        select new UnitShare(pool.Metric, lot.Order with { Remaining = lot.Total - lot.Drawn });
}
