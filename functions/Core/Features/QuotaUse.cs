using NodaTime;
using Tallystick.Core.Usage;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Core.Features;

/// <summary>The use of a plan's stretches, and which windows have to be read to tell it: metered features have sums and counts, which add up. Pure.</summary>
internal sealed class QuotaUse
{
    // Most of what is late is late by less. A day of hours is read again each time; what comes for an hour before that has all of them read.
    private static readonly Duration Reread = Duration.FromDays(1);
    private static readonly Duration RereadAtMost = Duration.FromDays(2);

    private readonly QuotaPlan plan;
    private readonly KeptUse? known;
    private readonly Instant until;
    private readonly List<(int Stretch, Period Period)> parts = [];

    private QuotaUse(QuotaPlan plan, KeptUse? known, Instant until) => (this.plan, this.known, this.until) = (plan, known, until);

    /// <summary>The periods that have to be read, in order and without gaps.</summary>
    internal IReadOnlyList<Period> Periods => [.. parts.Select(part => part.Period)];

    /// <summary>What has to be read, beside what is known.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="known">What is known; null for nothing.</param>
    /// <param name="now">The customer's time.</param>
    internal static QuotaUse Of(QuotaPlan plan, KeptUse? known, Instant now)
    {
        var hour = UsageWindow.HourOf(now);
        known = known?.Fits(plan) == true ? known : null;
        return new QuotaUse(plan, known, known is not null && hour - known.Until <= RereadAtMost ? known.Until : hour - Reread).Split();
    }

    /// <summary>The use of each stretch of the plan, and what of it to know from now on.</summary>
    /// <param name="read">What was used in each of <see cref="Periods"/>.</param>
    internal (IReadOnlyList<decimal> Used, KeptUse? Known) Sum(IReadOnlyList<decimal> read)
    {
        var (used, kept) = (new decimal[plan.Stretches.Count], new decimal[plan.Stretches.Count]);
        foreach (var (index, amount) in (known?.Used ?? []).Index())
        {
            used[index] = kept[index] = amount;
        }

        foreach (var ((stretch, period), amount) in parts.Zip(read))
        {
            used[stretch] += amount;
            kept[stretch] += period.End <= until ? amount : 0;
        }

        List<Instant> starts = [.. plan.Stretches.Select(stretch => stretch.Period.Start).Where(start => start < until)];
        return (used, starts.Count == 0 ? null : new KeptUse(until, starts, kept[..starts.Count]));
    }

    private QuotaUse Split()
    {
        foreach (var (index, stretch) in plan.Stretches.Index())
        {
            var (start, end) = (known is null ? stretch.Period.Start : Instant.Max(stretch.Period.Start, known.Until), stretch.Period.End);
            if (start < until && until < end)
            {
                parts.Add((index, new Period(start, until)));
                start = until;
            }

            if (start < end)
            {
                parts.Add((index, new Period(start, end)));
            }
        }

        return this;
    }
}
