using Tallystick.Core.Pools;

namespace Tallystick.Core.Billing;

/// <summary>What a sealed period comes to.</summary>
/// <param name="Lines">The lines of its invoice.</param>
/// <param name="Notes">The notes that are drawn with it.</param>
/// <param name="Unrated">See <see cref="BillingPeriod.Unrated"/>.</param>
internal sealed record RatedPeriod(IReadOnlyList<BillableLine> Lines, IReadOnlyList<RatedNote> Notes, IReadOnlyList<int> Unrated)
{
    /// <summary>See <see cref="BillingPeriod.Draws"/>.</summary>
    internal IReadOnlyList<UnitDraw>? Draws { get; init; }

    /// <summary>True for a period that charges something of itself: it has an invoice also where that comes to nothing.</summary>
    internal required bool IsCharged { get; init; }

    /// <summary>True where there is something to invoice: of a run-off, a trial or a pause only where something came late, or the next period is paid in advance.</summary>
    internal bool HasInvoice => IsCharged || Lines.Count > 0;
}
