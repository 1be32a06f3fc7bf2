namespace Tallystick.Core.Features;

/// <summary>What is left of a metered entitlement. Pure.</summary>
/// <remarks>
/// As OpenMeter's engine does it (https://github.com/openmeterio/openmeter, openmeter/credit/engine): usage is taken from what is in effect when it occurred;
/// what exceeds it is overage, which the next grant of the period makes good; a reset carries over a part of each source, and the overage where it is to be preserved.
/// </remarks>
public static class QuotaFold
{
    /// <summary>The balance at the end of the plan's last stretch.</summary>
    /// <param name="quota">The quota.</param>
    /// <param name="grants">The grants, oldest first.</param>
    /// <param name="plan">The plan made of both.</param>
    /// <param name="used">What was used in each of its stretches: 0 or more.</param>
    public static QuotaBalance Fold(Quota quota, IReadOnlyList<FeatureGrant> grants, QuotaPlan plan, IReadOnlyList<decimal> used)
    {
        var sources = QuotaSource.Of(quota, grants, plan.IssuedFrom);
        var (usage, overage) = (0m, 0m);
        foreach (var (stretch, amount) in plan.Stretches.Zip(used))
        {
            var start = stretch.Period.Start;
            if (stretch.BeginsPeriod)
            {
                Each(sources, source => source.Reset(start));
                (usage, overage) = (0, quota.PreserveOverageAtReset ? overage : 0);
            }

            Each(sources, source => source.Enter(start));
            usage += amount;
            overage = sources.Aggregate(overage + amount, (wanted, source) => source.Burn(wanted));
        }

        return new QuotaBalance(plan.Current, sources.Sum(source => source.Left), usage, overage);
    }

    private static void Each(IReadOnlyList<QuotaSource> sources, Action<QuotaSource> act)
    {
        foreach (var source in sources)
        {
            act(source);
        }
    }
}
