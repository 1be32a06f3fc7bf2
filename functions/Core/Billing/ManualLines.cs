using Tallystick.Core.Taxes;
using Tallystick.Core.Values;

namespace Tallystick.Core.Billing;

/// <summary>What a merchant may do to the lines of a draft. Lines that were rated stay, and manual lines stand behind them.</summary>
public static class ManualLines
{
    /// <summary>How many a draft may have.</summary>
    public const int Max = 100;

    /// <summary>
    /// Adds a line. Refused: <c>INVOICE_ALREADY_ISSUED</c>, <c>INVOICE_VOID</c>, <c>INVOICE_IS_NOTE</c>, <c>CUSTOMER_NOT_TAXED</c>, <c>TOO_MANY_LINES</c>, and <c>INVOICE_TOO_LARGE</c>
    /// where no wallet could hold the total.
    /// </summary>
    public static Result<Invoice> Add(this Invoice draft, ManualLine line)
    {
        if (Refuse(draft) is { } refused)
        {
            return refused;
        }

        if (draft.TaxTreatment != TaxTreatment.Standard && line.TaxRate > 0)
        {
            return Refusal.Invalid("taxRate", "The customer is not taxed.", "CUSTOMER_NOT_TAXED");
        }

        if (draft.ManualLines is { Count: >= Max })
        {
            return Refusal.Conflict("TOO_MANY_LINES", $"At most {Max} lines are added to a draft.");
        }

        var added = draft.With([.. draft.ManualLines ?? [], line]);
        return Exact.Fits(added.GrandTotal) ? added : Refusal.Conflict("INVOICE_TOO_LARGE", "The invoice would come to more than 15 digits before the point.");
    }

    /// <summary>
    /// Takes a line away. Refused: <c>INVOICE_LINE_NOT_FOUND</c>, <c>INVOICE_ALREADY_ISSUED</c>, <c>INVOICE_VOID</c>.
    /// </summary>
    public static Result<Invoice> Remove(this Invoice draft, Id<ManualLine> line)
    {
        if (draft.ManualLines?.Any(known => known.Id == line) is not true)
        {
            return Refusal.NotFound("INVOICE_LINE", line.ToString());
        }

        return Refuse(draft) is { } refused ? refused : draft.With([.. draft.ManualLines.Where(known => known.Id != line)]);
    }

    /// <summary>The invoice with these manual lines and no others. The tax of a rate is computed anew on the sum of all its lines, rated and manual.</summary>
    internal static Invoice With(this Invoice invoice, IReadOnlyList<ManualLine>? manual)
    {
        List<InvoiceLine> lines = [.. invoice.Lines.Where(line => line.Kind != LineKind.Manual)];
        lines.AddRange((manual ?? []).Select((line, index) => Line(invoice, lines.Count + index + 1, line)));
        var isInclusive = invoice.TaxBehavior == TaxBehavior.Inclusive;
        List<decimal> amounts = [.. lines.Select(line => isInclusive ? line.TotalAmount : line.TotalPrice)];
        var taxes = Tax.OfLines([.. lines.Zip(amounts, (line, amount) => (amount, line.TaxRate))], invoice.TaxBehavior, invoice.Currency.MinorUnitDigits);
        return invoice with
        {
            ManualLines = manual is { Count: > 0 } ? manual : null,
            Lines = [.. lines.Select((line, index) => line with { TotalPrice = isInclusive ? amounts[index] - taxes[index] : amounts[index], TotalTax = taxes[index] })],
        };
    }

    private static Refusal? Refuse(Invoice draft) => draft switch
    {
        { Status: InvoiceStatus.Void } => Refusal.Conflict("INVOICE_VOID", "The invoice was called off."),
        { Status: not InvoiceStatus.Draft } => Refusal.Conflict("INVOICE_ALREADY_ISSUED", $"The invoice was issued as {draft.Number}: it never changes."),
        { Original: not null } => Refusal.Conflict("INVOICE_IS_NOTE", "A note has only what came late for its invoice."),
        _ => null,
    };

    private static InvoiceLine Line(Invoice invoice, int number, ManualLine line) => new()
    {
        LineId = number,
        ManualLineId = line.Id,
        DisplayName = line.Description,
        Kind = LineKind.Manual,
        LineItemType = line.Amount < 0 ? LineItemType.Refund : LineItemType.Charge,
        Period = invoice.Period,
        Quantity = line.Quantity,
        UnitPrice = line.UnitPrice,
        TaxRate = line.TaxRate,
        TotalPrice = line.Amount,
        TotalTax = 0,
        Prepaid = 0,
    };
}
