using Tallystick.Core.Values;

namespace Tallystick.Core.Billing;

/// <summary>What came late for one earlier invoice, where the plan bills that by notes.</summary>
/// <param name="Original">The invoice.</param>
/// <param name="Period">Its period.</param>
/// <param name="Lines">The note's lines; at least one.</param>
internal sealed record RatedNote(OriginalInvoice Original, Period Period, IReadOnlyList<BillableLine> Lines)
{
    /// <summary>The lines by the invoices that they change, in the order of the lines.</summary>
    internal static IReadOnlyList<RatedNote> Of(IReadOnlyList<BillableLine> late) =>
        [.. late.GroupBy(line => (line.Original!, line.Period)).Select(note => new RatedNote(note.Key.Item1, note.Key.Period, [.. note]))];
}
