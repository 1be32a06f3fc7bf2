using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Values;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Core.Features;

/// <summary>What has to be known of an entitlement's use to tell its balance. Pure.</summary>
/// <param name="IssuedFrom">When the quota was issued first: the start of the period in which the entitlement was made.</param>
/// <param name="Current">The usage period that the balance is told in.</param>
/// <param name="Stretches">In which stretches the use has to be known: without gaps, in order, at least one.</param>
public sealed record QuotaPlan(Instant IssuedFrom, Period Current, IReadOnlyList<QuotaStretch> Stretches)
{
    /// <summary>The plan of a balance.</summary>
    /// <param name="entitlement">A metered one.</param>
    /// <param name="grants">Its grants.</param>
    /// <param name="at">When; not before the entitlement was made.</param>
    /// <param name="until">The first instant whose use does not count any more; behind <paramref name="at"/>.</param>
    public static QuotaPlan Of(Entitlement entitlement, IReadOnlyList<FeatureGrant> grants, Instant at, Instant until)
    {
        var calendar = CalendarOf(entitlement);
        var first = calendar.IndexOf(entitlement.CreatedAt)!.Value;
        var current = calendar.IndexOf(at)!.Value;
        var from = current;
        while (from > first && !IsForgotten(entitlement.Quota!, grants, calendar.StartOf(from)))
        {
            from--;
        }

        var starts = Enumerable.Range(from, current - from + 1).Select(calendar.StartOf).ToHashSet();
        var (begin, end) = (calendar.StartOf(from), Instant.Min(until, calendar.StartOf(current + 1)));
        List<Instant> borders =
        [
            .. starts.Concat(grants.SelectMany(grant => new[] { grant.EffectiveAt, grant.EndsAt ?? end }))
                .Where(border => begin <= border && border < end).Distinct().Order(),
            end,
        ];
        return new QuotaPlan(
            calendar.StartOf(first),
            calendar.PeriodAt(current),
            [.. borders.Zip(borders.Skip(1), (start, next) => new QuotaStretch(new Period(start, next), starts.Contains(start)))]);
    }

    /// <summary>The next instant behind one at which a quota is reset, or a grant begins or ends.</summary>
    /// <param name="grants">The grants that the plan was made of.</param>
    /// <param name="at">An instant in the current period.</param>
    internal Instant BorderAfter(IReadOnlyList<FeatureGrant> grants, Instant at) =>
        grants.SelectMany(grant => new[] { grant.EffectiveAt, grant.EndsAt ?? Current.End }).Where(border => border > at).Append(Current.End).Min();

    /// <summary>The usage period that an instant lies in; the instant is not before the entitlement was made.</summary>
    public static Period PeriodAt(Entitlement entitlement, Instant at)
    {
        var calendar = CalendarOf(entitlement);
        return calendar.PeriodAt(calendar.IndexOf(at)!.Value);
    }

    /// <summary>True where nothing that was used before a reset matters after it: every rollover is one amount, whatever was left, and no overage goes on.</summary>
    private static bool IsForgotten(Quota quota, IReadOnlyList<FeatureGrant> grants, Instant reset) =>
        !quota.PreserveOverageAtReset && quota.ResetMinRollover == quota.ResetMaxRollover
        && grants.All(grant => grant.EffectiveAt >= reset || grant.EndsAt <= reset || grant.Terms.ResetMinRollover == grant.Terms.ResetMaxRollover);

    private static BillingCalendar CalendarOf(Entitlement entitlement) =>
        entitlement.Quota!.UsagePeriod.Calendar(TimeZones.Find(entitlement.TimeZone));
}
