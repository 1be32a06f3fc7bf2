using Tallystick.Core.Billing;
using Tallystick.Core.Values;

namespace Tallystick.Core.CreditNotes;

/// <summary>Decides what a credit note takes back: never more than was billed, less what was taken back before.</summary>
public static class CreditDecision
{
    /// <summary>
    /// The lines of a note. Refused: the fields that break rules; <c>INVOICE_NOT_ISSUED</c>, <c>INVOICE_VOID</c>; <c>NOTHING_TO_CREDIT</c> where nothing is left;
    /// <c>CREDIT_EXCEEDS_INVOICE</c>, <c>CREDIT_EXCEEDS_LINE</c>; <c>INVOICE_LINE_NOT_FOUND</c>.
    /// </summary>
    /// <param name="invoice">The invoice as it stands.</param>
    /// <param name="earlier">All notes of the merchant's to it.</param>
    /// <param name="late">What later invoices and notes gave back of it because something came late: with tax, 0 or more.</param>
    /// <param name="wish">What is wanted.</param>
    public static Result<IReadOnlyList<CreditedLine>> Decide(
        Invoice invoice, IReadOnlyList<CreditNote> earlier, IReadOnlyDictionary<BilledItem, decimal> late, NewCreditNote wish)
    {
        if (invoice.Status is InvoiceStatus.Draft or InvoiceStatus.Void)
        {
            return invoice.Status == InvoiceStatus.Draft
                ? Refusal.Conflict("INVOICE_NOT_ISSUED", "The invoice is a draft.")
                : Refusal.Conflict("INVOICE_VOID", "The invoice was called off.");
        }

        var lines = LinesOf(invoice, earlier, late);
        var left = Math.Min(lines.Sum(line => line.Left), invoice.GrandTotal - earlier.Sum(note => note.Total) - late.Values.Sum());
        if (left <= 0)
        {
            return Refusal.Conflict("NOTHING_TO_CREDIT", "Nothing is left of the invoice that could be taken back.");
        }

        if (wish.Amount is not null && wish.Lines.Count > 0)
        {
            return Refusal.Invalid("amount", "Either an amount is expected, or lines.");
        }

        var credited = wish.Lines.Count > 0 ? OfLines(invoice, lines, wish.Lines) : OfAll(invoice, lines, wish.Amount ?? left, left);
        return credited.TryGet(out var decided, out _) && decided.Sum(line => line.Amount) is var total && total > left
            ? Exceeds("CREDIT_EXCEEDS_INVOICE", "lineItems", total, left, invoice)
            : credited;
    }

    private static List<CreditableLine> LinesOf(Invoice invoice, IReadOnlyList<CreditNote> earlier, IReadOnlyDictionary<BilledItem, decimal> late)
    {
        var before = earlier.SelectMany(note => note.Lines).ToLookup(line => line.LineId);
        var lines = new List<CreditableLine>();
        var open = late.ToDictionary();
        foreach (var line in invoice.Lines)
        {
            // An item may be on several lines: what came late for it is taken from the first that have room.
            var item = BilledItem.Of(invoice, line);
            var taken = line.TotalAmount > 0 ? Math.Min(open.GetValueOrDefault(item), line.TotalAmount) : 0;
            if (taken > 0)
            {
                open[item] -= taken;
            }

            var known = before[line.LineId];
            lines.Add(new CreditableLine(
                line, invoice.Currency.MinorUnitDigits, known.Sum(part => part.Amount), known.Sum(part => part.Quantity ?? 0), taken));
        }

        return lines;
    }

    /// <summary>An amount of the whole, parted by what is left of each line; what the invoice gives back of earlier ones stays given.</summary>
    private static Result<IReadOnlyList<CreditedLine>> OfAll(Invoice invoice, List<CreditableLine> all, decimal amount, decimal left)
    {
        var given = invoice.Lines.Where(line => line.Original is not null).GroupBy(line => BilledItem.Of(invoice, line))
            .Where(item => item.Sum(line => line.TotalAmount) < 0).Select(item => item.Key).ToHashSet();
        List<CreditableLine> lines = [.. all.Where(line => !given.Contains(BilledItem.Of(invoice, line.Line)))];
        var digits = invoice.Currency.MinorUnitDigits;
        if (CheckAmount("amount", amount, invoice.Currency) is { } wrong)
        {
            return wrong;
        }

        if (amount > left)
        {
            return Exceeds("CREDIT_EXCEEDS_INVOICE", "amount", amount, left, invoice);
        }

        var part = Exact.ToUnits(amount, digits);
        var shares = LargestRemainder.Round(
            [.. lines.Select(line => Exact.ToUnits(line.Left, digits) * part)], Exact.ToUnits(lines.Sum(line => line.Left), digits));
        return lines.Zip(shares).Where(pair => !pair.Second.IsZero).Select(pair => pair.First.Take(Exact.FromUnits(pair.Second, digits))).ToList();
    }

    private static Result<IReadOnlyList<CreditedLine>> OfLines(Invoice invoice, List<CreditableLine> lines, IReadOnlyList<NewCreditedLine> wishes)
    {
        var credited = new List<CreditedLine>();
        foreach (var (index, wish) in wishes.Index())
        {
            var field = $"lineItems[{index}]";
            if (lines.Find(line => line.Line.LineId == wish.LineId) is not { } line)
            {
                return Refusal.NotFound("INVOICE_LINE", $"{wish.LineId}", $"{field}.lineId");
            }

            if (wishes.Take(index).Any(other => other.LineId == wish.LineId))
            {
                return Refusal.Invalid($"{field}.lineId", "A line is named once.");
            }

            if (!OfLine(invoice, line, wish, field).TryGet(out var part, out var refused))
            {
                return refused;
            }

            credited.Add(part);
        }

        return credited;
    }

    private static Result<CreditedLine> OfLine(Invoice invoice, CreditableLine line, NewCreditedLine wish, string field)
    {
        if (line.Left <= 0)
        {
            return Refusal.Conflict("NOTHING_TO_CREDIT", $"Nothing is left of line {wish.LineId} that could be taken back.");
        }

        if (wish.Quantity is { } quantity)
        {
            if (wish.Amount is not null || quantity <= 0 || !Exact.Fits(quantity))
            {
                return Refusal.Invalid($"{field}.quantity", "A quantity above 0 is expected, and no amount beside it.");
            }

            if (line.CreditedQuantity + quantity > line.Line.Quantity)
            {
                return Refusal.Conflict("CREDIT_EXCEEDS_LINE", $"Of line {wish.LineId} {DecimalJsonConverter.Format(line.Line.Quantity - line.CreditedQuantity)} are left.");
            }
        }

        var amount = wish.Quantity is { } much ? line.AmountOf(much) : wish.Amount ?? line.Left;
        return CheckAmount(wish.Quantity is null ? $"{field}.amount" : $"{field}.quantity", amount, invoice.Currency) is { } wrong ? wrong
            : amount > line.Left ? Exceeds("CREDIT_EXCEEDS_LINE", $"{field}.amount", amount, line.Left, invoice)
            : line.Take(amount, wish.Quantity);
    }

    private static Refusal? CheckAmount(string field, decimal amount, Currency currency) =>
        amount > 0 && Exact.Fits(amount) && Exact.Round(amount, currency.MinorUnitDigits) == amount
            ? null
            : Refusal.Invalid(field, $"An amount above 0, in whole minor units of {currency}, is expected.", "INVALID_AMOUNT");

    private static Refusal Exceeds(string code, string field, decimal amount, decimal left, Invoice invoice)
    {
        var message = $"{invoice.Currency.Text(left)} {invoice.Currency} are left to be taken back, not {invoice.Currency.Text(amount)}.";
        return Refusal.Conflict(code, message) with { Errors = [new FieldError(field, message, code)] };
    }
}
