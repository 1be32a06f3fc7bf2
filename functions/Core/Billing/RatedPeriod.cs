namespace Tallystick.Core.Billing;

/// <summary>What a sealed period comes to.</summary>
/// <param name="Lines">The lines of its invoice.</param>
/// <param name="Notes">The notes that are drawn with it.</param>
/// <param name="Unrated">See <see cref="BillingPeriod.Unrated"/>.</param>
internal sealed record RatedPeriod(IReadOnlyList<BillableLine> Lines, IReadOnlyList<RatedNote> Notes, IReadOnlyList<int> Unrated)
{
    /// <summary>True where there is something to invoice: a period always has an invoice, a run-off only where something came late.</summary>
    internal bool HasInvoice(BillingPeriod period) => !period.IsRunOff || Lines.Count > 0;
}
