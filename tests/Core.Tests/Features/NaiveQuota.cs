using NodaTime;
using Tallystick.Core.Features;

namespace Tallystick.Tests.Core.Tests.Features;

/// <summary>
/// The balance of an entitlement of whole days from midnight UTC, by walking through time hour by hour and use by use: nothing is planned, and nothing forgotten.
/// </summary>
internal static class NaiveQuota
{
    public static (decimal Balance, decimal Usage, decimal Overage) BalanceAt(
        Entitlement entitlement, IReadOnlyList<FeatureGrant> grants, Instant at, IReadOnlyList<(Instant At, decimal Amount)> uses)
    {
        var quota = entitlement.Quota!;
        var days = quota.UsagePeriod.Interval.ToString() == "P1W" ? 7 : 1;
        var start = entitlement.CreatedAt;
        var (own, left, usage, overage) = (quota.IssueAfterReset, new Dictionary<FeatureGrant, decimal>(), 0m, 0m);
        for (var hour = start; hour <= at; hour += Duration.FromHours(1))
        {
            if (hour > start && (hour - start).TotalHours % (days * 24) == 0)
            {
                own = Carried(own, quota.ResetMinRollover, quota.ResetMaxRollover) + quota.IssueAfterReset;
                (usage, overage) = (0, quota.PreserveOverageAtReset ? overage : 0);
                foreach (var grant in left.Keys.ToList())
                {
                    left[grant] = Carried(left[grant], grant.Terms.ResetMinRollover, grant.Terms.ResetMaxRollover);
                }
            }

            foreach (var grant in grants)
            {
                if (grant.EffectiveAt == hour)
                {
                    left[grant] = grant.Terms.Amount;
                }

                var isVoid = grant.VoidedAt is { } voided && voided < hour + Duration.FromHours(1);
                if (isVoid || grant.ExpiresAt <= hour)
                {
                    left.Remove(grant);
                }
            }

            overage = Take(overage);
            foreach (var (_, amount) in uses.Where(use => hour <= use.At && use.At < hour + Duration.FromHours(1) && use.At <= at))
            {
                usage += amount;
                overage += Take(amount);
            }
        }

        return (own + left.Values.Sum(), usage, overage);

        decimal Take(decimal wanted)
        {
            var turns = grants.Where(left.ContainsKey).Select((grant, age) => (grant.Terms.Priority, Expiry: grant.ExpiresAt ?? Instant.MaxValue, Age: age, Grant: (FeatureGrant?)grant))
                .Append((quota.IssueAfterResetPriority, Instant.MaxValue, -1, null)).Order(Comparer<(int, Instant, int, FeatureGrant?)>.Create(
                    (one, other) => (one.Item1, one.Item2, one.Item3).CompareTo((other.Item1, other.Item2, other.Item3))));
            foreach (var (_, _, _, grant) in turns)
            {
                var taken = Math.Min(wanted, grant is null ? own : left[grant]);
                wanted -= taken;
                if (grant is null)
                {
                    own -= taken;
                }
                else
                {
                    left[grant] -= taken;
                }
            }

            return wanted;
        }
    }

    private static decimal Carried(decimal left, decimal min, decimal max) => left < min ? Math.Min(min, max) : left > max ? max : left;
}
