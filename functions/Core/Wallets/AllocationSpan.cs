using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Values;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Core.Wallets;

/// <summary>
/// The time in which a subscription has an allocation of credits: from the first version that says so to the last. Where it goes on under another version in between,
/// nothing comes, as in a pause: who goes there and back has no interval's credits twice.
/// </summary>
/// <param name="Allocation">Which.</param>
/// <param name="From">Its first instant.</param>
/// <param name="Until">From when on no interval begins any more; null for no end.</param>
/// <param name="Pauses">When no interval begins in between.</param>
public sealed record AllocationSpan(CreditAllocation Allocation, Instant From, Instant? Until, ValueList<Period> Pauses)
{
    /// <summary>All of a subscription's: one for each allocation.</summary>
    /// <param name="phases">The phases of its life.</param>
    /// <param name="end">Its end.</param>
    public static IReadOnlyList<AllocationSpan> Of(IReadOnlyList<BilledPhase> phases, Instant end) =>
    [
        .. phases.SelectMany(phase => phase.Version.Terms.CreditAllocations).Distinct()
            .Select(allocation => Of(allocation, phases, end)).OfType<AllocationSpan>(),
    ];

    private static AllocationSpan? Of(CreditAllocation allocation, IReadOnlyList<BilledPhase> phases, Instant end)
    {
        AllocationSpan? open = null;
        foreach (var (phase, until) in phases.Zip(phases.Skip(1).Select(phase => phase.From).Append(Instant.Max(end, phases[^1].From))))
        {
            if (phase.Version.Terms.CreditAllocations.Contains(allocation) && phase.Phase.Kind != PhaseKind.Paused)
            {
                open ??= new(allocation, phase.From, null, default);
            }
            else if (open is not null)
            {
                var goesOn = open.Pauses.Count > 0 && open.Pauses[^1].End == phase.From;
                open = open with
                {
                    Pauses = goesOn
                        ? new([.. open.Pauses.SkipLast(1), new Period(open.Pauses[^1].Start, until)])
                        : new([.. open.Pauses, new Period(phase.From, until)]),
                };
            }
        }

        return open?.EndedAt(end);
    }

    private AllocationSpan EndedAt(Instant end) =>
        Pauses.Count > 0 && Pauses[^1].End >= end ? this with { Until = Pauses[^1].Start, Pauses = new(Pauses.SkipLast(1)) }
        : end == Instant.MaxValue ? this
        : this with { Until = end };
}
