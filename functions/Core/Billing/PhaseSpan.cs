using NodaTime;
using Tallystick.Core.Catalog;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Core.Billing;

/// <summary>The periods of one phase, cut out of a grid of whole ones.</summary>
/// <remarks>
/// A phase that charges nothing is one period. A paid one goes on with the grid of the one before where both have the same cadence, and the plan names no day
/// of its own for periods to begin on; else a grid begins with it.
/// </remarks>
/// <param name="Billed">The phase.</param>
/// <param name="End">The first instant of the next phase; the end of time for none.</param>
/// <param name="First">The number of its first period.</param>
/// <param name="Grid">The whole periods; null before the first paid phase.</param>
/// <param name="GridTerms">The terms that the grid was made by.</param>
/// <param name="Offset">The number in the grid of the phase's first period.</param>
/// <param name="KeepsGrid">True where the grid was that of a phase before.</param>
internal sealed record PhaseSpan(BilledPhase Billed, Instant End, int First, BillingCalendar? Grid, PlanTerms? GridTerms, int Offset, bool KeepsGrid)
{
    /// <summary>How many periods it has; null where it has no end.</summary>
    internal int? Count => End == Instant.MaxValue ? null : Billed.IsCharged ? Grid!.IndexOf(End - Duration.Epsilon)!.Value - Offset + 1 : 1;

    /// <summary>The span of a phase behind that of the one before.</summary>
    internal static PhaseSpan Of(PhaseSpan? before, BilledPhase billed, Instant end, DateTimeZone zone)
    {
        var first = before is null ? 0 : before.First + before.Count!.Value;
        var (grid, terms) = (before?.Grid, before?.GridTerms);
        if (!billed.IsCharged || (grid is not null && Continues(terms!, billed.Version.Terms)))
        {
            return new PhaseSpan(billed, end, first, grid, terms, billed.IsCharged ? grid!.IndexOf(billed.From)!.Value : 0, KeepsGrid: true);
        }

        terms = billed.Version.Terms;
        return new PhaseSpan(billed, end, first, new BillingCalendar(billed.From, terms.BillingCadence, zone, terms.BillingAnchor, terms.BillingAlignment), terms, 0, KeepsGrid: false);
    }

    /// <summary>The number of the period that an instant of the phase lies in.</summary>
    internal int IndexOf(Instant instant) => Billed.IsCharged ? First + Grid!.IndexOf(instant)!.Value - Offset : First;

    /// <summary>A period by its number, and the whole one that it is cut out of; null where there is none of that number.</summary>
    internal (Period Period, Period Whole)? At(int index)
    {
        if (!Billed.IsCharged)
        {
            var all = new Period(Billed.From, End);
            return index == First ? (all, all) : null;
        }

        var number = Offset + index - First;
        var cell = Grid!.PeriodAt(number);
        return (new Period(Instant.Max(cell.Start, Billed.From), Instant.Min(cell.End, End)), Grid.WholeAt(number));
    }

    private static bool Continues(PlanTerms grid, PlanTerms next) =>
        grid.BillingCadence == next.BillingCadence
        && (next is { BillingAnchor: null, BillingAlignment: BillingAlignment.Anniversary } || (next.BillingAnchor, next.BillingAlignment) == (grid.BillingAnchor, grid.BillingAlignment));
}
