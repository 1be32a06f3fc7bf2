using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Values;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Core.Wallets;

/// <summary>A time in which a subscription has an allocation of credits: as long as one version after the other says the same.</summary>
/// <param name="Allocation">Which.</param>
/// <param name="From">Its first instant.</param>
/// <param name="Until">From when on no interval begins any more; null for no end.</param>
/// <param name="Pauses">When no interval begins in between.</param>
public sealed record AllocationSpan(CreditAllocation Allocation, Instant From, Instant? Until, ValueList<Period> Pauses)
{
    /// <summary>All of a subscription's: one for each allocation that comes once, for the others as many as there are.</summary>
    /// <param name="phases">The phases of its life.</param>
    /// <param name="end">Its end.</param>
    public static IReadOnlyList<AllocationSpan> Of(IReadOnlyList<BilledPhase> phases, Instant end) =>
    [
        .. from allocation in phases.SelectMany(phase => phase.Version.Terms.CreditAllocations).Distinct()
           let spans = Of(allocation, phases, end)
           from span in allocation.Interval is null ? spans.Take(1) : spans
           select span,
    ];

    private static IEnumerable<AllocationSpan> Of(CreditAllocation allocation, IReadOnlyList<BilledPhase> phases, Instant end)
    {
        AllocationSpan? open = null;
        foreach (var (phase, until) in phases.Zip(phases.Skip(1).Select(phase => phase.From).Append(Instant.Max(end, phases[^1].From))))
        {
            if (!phase.Version.Terms.CreditAllocations.Contains(allocation))
            {
                if (open is not null)
                {
                    yield return open.EndedAt(phase.From);
                }

                open = null;
            }
            else if (phase.Phase.Kind != PhaseKind.Paused)
            {
                open ??= new(allocation, phase.From, null, default);
            }
            else if (open is not null)
            {
                open = open with { Pauses = new([.. open.Pauses, new Period(phase.From, until)]) };
            }
        }

        if (open is not null)
        {
            yield return open.EndedAt(end);
        }
    }

    private AllocationSpan EndedAt(Instant end) =>
        Pauses.Count > 0 && Pauses[^1].End >= end ? this with { Until = Pauses[^1].Start, Pauses = new(Pauses.SkipLast(1)) }
        : end == Instant.MaxValue ? this
        : this with { Until = end };
}
