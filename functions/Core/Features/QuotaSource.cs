using NodaTime;

namespace Tallystick.Core.Features;

/// <summary>Something that usage is taken from, while a balance is computed: the quota, or a grant.</summary>
/// <param name="begin">When it takes effect, with <paramref name="amount"/> in it.</param>
/// <param name="end">From when on nothing is left of it; null for never.</param>
/// <param name="amount">What it begins with.</param>
/// <param name="reissue">What a reset adds.</param>
/// <param name="min">The least that is carried over a reset.</param>
/// <param name="max">The most that is carried over a reset.</param>
internal sealed class QuotaSource(Instant begin, Instant? end, decimal amount, decimal reissue, decimal min, decimal max)
{
    /// <summary>What is left.</summary>
    internal decimal Left { get; private set; }

    /// <summary>The sources of an entitlement, in the order in which they are used: low priority first, then what expires first, then what is oldest.</summary>
    internal static IReadOnlyList<QuotaSource> Of(Quota quota, IReadOnlyList<FeatureGrant> grants, Instant issuedFrom)
    {
        List<(int Priority, Instant ExpiresAt, QuotaSource Source)> sources =
        [
            (quota.IssueAfterResetPriority, Instant.MaxValue, new(issuedFrom, null, quota.IssueAfterReset, quota.IssueAfterReset, quota.ResetMinRollover, quota.ResetMaxRollover)),
            .. grants.Select(grant => (
                grant.Terms.Priority,
                grant.ExpiresAt ?? Instant.MaxValue,
                new QuotaSource(grant.EffectiveAt, grant.EndsAt, grant.Terms.Amount, 0, grant.Terms.ResetMinRollover, grant.Terms.ResetMaxRollover))),
        ];

        // The sort is stable, and the grants stand in the order of their making, behind the quota, which was there before them.
        return [.. sources.OrderBy(source => source.Priority).ThenBy(source => source.ExpiresAt).Select(source => source.Source)];
    }

    /// <summary>Carries over what is left, where it was in effect before.</summary>
    internal void Reset(Instant at) => Left = begin < at ? Rollover.Of(Left, min, max) + reissue : Left;

    /// <summary>Takes effect, or ends, where a stretch begins.</summary>
    internal void Enter(Instant at) => Left = end <= at ? 0 : begin == at ? amount : Left;

    /// <summary>Takes as much as there is, and returns what it could not.</summary>
    internal decimal Burn(decimal wanted)
    {
        var taken = Math.Min(wanted, Left);
        Left -= taken;
        return wanted - taken;
    }
}
