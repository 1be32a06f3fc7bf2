namespace Tallystick.Core.Billing;

/// <summary>What a sealed period comes to.</summary>
/// <param name="Lines">The lines of its invoice.</param>
/// <param name="Notes">The notes that are drawn with it.</param>
internal sealed record RatedPeriod(IReadOnlyList<BillableLine> Lines, IReadOnlyList<RatedNote> Notes)
{
    /// <summary>True where there is something to invoice: a period always has an invoice, a run-off only where something came late.</summary>
    internal bool HasInvoice(BillingPeriod period) => !period.IsRunOff || Lines.Count > 0;
}
