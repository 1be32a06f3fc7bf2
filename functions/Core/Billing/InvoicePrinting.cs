using NodaTime;
using Tallystick.Core.Rating;
using Tallystick.Core.Taxes;
using Tallystick.Core.Values;

namespace Tallystick.Core.Billing;

/// <summary>Says an invoice in words and figures, once for everything that shows it.</summary>
public static class InvoicePrinting
{
    private static readonly string[] Columns = ["Item", "Quantity", "Unit price", "Price", "Tax", "Amount"];

    /// <summary>What the invoice says; the same invoice and recipient give the same text.</summary>
    /// <exception cref="FormatException">The invoice names a time zone that does not exist.</exception>
    public static PrintedInvoice Of(Invoice invoice, InvoiceRecipient recipient)
    {
        var print = new InvoicePrinter(invoice.Currency, TimeZones.Find(invoice.TimeZone));
        return new PrintedInvoice(
            TitleOf(invoice),
            invoice.MerchantName,
            StatusOf(invoice.Status),
            [.. FactsOf(invoice, recipient, print)],
            $"All amounts in {invoice.Currency}",
            Columns,
            [.. invoice.Lines.SelectMany(line => (line.Details ?? []).Select(DetailOf).Prepend(RowOf(line, invoice, print)))],
            [.. TotalsOf(invoice, print)],
            [.. RemarksOf(invoice)],
            [.. ProofOf(invoice)]);
    }

    /// <summary>What an invoice is called: its kind and number, and the invoice that a note is to.</summary>
    public static string TitleOf(Invoice invoice)
    {
        var type = invoice.Type switch
        {
            InvoiceType.CreditNote => "Credit note",
            InvoiceType.DebitNote => "Debit note",
            _ => "Invoice",
        };
        var title = invoice.Number is { } number ? $"{type} {number}" : $"Draft {type.ToLowerInvariant()}";
        return invoice.Original is { } original ? $"{title} to invoice {original.Number}" : title;
    }

    private static string StatusOf(InvoiceStatus status) => status == InvoiceStatus.WrittenOff ? "Written off" : status.ToString();

    private static IEnumerable<PrintedFact> FactsOf(Invoice invoice, InvoiceRecipient recipient, InvoicePrinter print)
    {
        if (invoice.Seller is { } seller)
        {
            var address = (seller.Address ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            yield return new PrintedFact("Billed by", [seller.LegalName ?? invoice.MerchantName, .. address, .. TaxIdOf(seller.TaxId)]);
        }

        yield return new PrintedFact("Billed to", [recipient.Name, .. recipient.Email is { } email ? [email] : Array.Empty<string>(), .. TaxIdOf(recipient.TaxId)]);
        yield return new PrintedFact("Period", [print.Span(invoice.Period), $"in the time of {invoice.TimeZone}"]);
        (string Label, Instant? At)[] times = [("Issued", invoice.IssuedAt), ("Due", invoice.DueAt), ("Paid", invoice.PaidAt), ("Void since", invoice.VoidedAt)];
        foreach (var (label, at) in times)
        {
            if (at is { } instant)
            {
                yield return new PrintedFact(label, [print.Time(instant)]);
            }
        }

        yield return new PrintedFact("Reference", [invoice.Id.ToString()], IsCode: true);
    }

    private static string[] TaxIdOf(string? id) => id is null ? [] : [$"Tax id {id}"];

    private static PrintedRow RowOf(InvoiceLine line, Invoice invoice, InvoicePrinter print) => new(
    [
        new(line.DisplayName, NoteOf(line, invoice, print)),
        new(line.Unit is { } unit ? $"{InvoicePrinter.Number(line.Quantity)} {unit}" : InvoicePrinter.Number(line.Quantity), CoveredOf(line)),
        new(InvoicePrinter.Number(line.UnitPrice)),
        new(print.Money(line.TotalPrice)),
        new(print.Money(line.TotalTax), InvoicePrinter.Percent(line.TaxRate)),
        new(print.Money(line.TotalAmount)),
    ]);

    private static PrintedRow DetailOf(RatedDetail detail) => new(
    [
        new(detail.Label),
        new(InvoicePrinter.Number(detail.Quantity)),
        new(InvoicePrinter.Number(detail.UnitPrice)),
        new(InvoicePrinter.Number(detail.Amount)),
        new(""),
        new(""),
    ],
        IsDetail: true);

    private static string? CoveredOf(InvoiceLine line) => line.CoveredQuantity is { } covered
        ? $"{(covered > 0 ? "besides" : "given back:")} {InvoicePrinter.Number(Math.Abs(covered))} paid by granted units"
        : null;

    private static string? NoteOf(InvoiceLine line, Invoice invoice, InvoicePrinter print)
    {
        var metric = line.MetricName == line.DisplayName ? null : line.MetricName;
        var period = line.Period == invoice.Period ? null : print.Span(line.Period);
        var part = line.PartOf is { } whole ? $"a part of {print.Span(whole)}" : null;
        var type = line.LineItemType == LineItemType.Refund ? "Refund" : null;
        var original = line.Original is { } cited ? $"to invoice {cited.Number}" : null;
        var parts = new[] { type, metric, period, part, original }.OfType<string>().ToList();
        return parts.Count == 0 ? null : string.Join(", ", parts);
    }

    private static IEnumerable<PrintedTotal> TotalsOf(Invoice invoice, InvoicePrinter print)
    {
        var payments = invoice.PaidAmount - invoice.Prepaid;
        PrintedTotal[] less =
        [
            .. Less("Paid from balance", invoice.Prepaid),
            .. Less(payments > 0 ? "Payments" : "Paid into balance", payments),
            .. Less("Set off", invoice.SetOffAmount),
        ];
        return
        [
            new(TotalKind.Part, "Subtotal", print.Money(invoice.Subtotal)),
            .. TaxesOf(invoice, print),
            new(TotalKind.Sum, "Total", print.Money(invoice.GrandTotal)),
            .. less,
            new(TotalKind.Due, "Amount due", $"{invoice.Currency} {print.Money(invoice.UnpaidAmount)}"),
        ];

        PrintedTotal[] Less(string label, decimal amount) => amount == 0 ? [] : [new(TotalKind.Part, label, print.Money(-amount))];
    }

    private static IEnumerable<PrintedTotal> TaxesOf(Invoice invoice, InvoicePrinter print)
    {
        var name = invoice.TaxBehavior == TaxBehavior.Inclusive ? "Tax, included in the prices" : "Tax";
        return invoice.TaxTotals is { Count: > 1 } rates
            ? rates.Select(rate => new PrintedTotal(
                TotalKind.Part, $"{name}: {InvoicePrinter.Percent(rate.Rate)} of {print.Money(rate.Taxable)}", print.Money(rate.Tax)))
            : [new(TotalKind.Part, name, print.Money(invoice.TotalTax))];
    }

    /// <summary>Why there is no tax, in the words that the law has for it.</summary>
    private static IEnumerable<string> RemarksOf(Invoice invoice) => invoice.TaxTreatment switch
    {
        TaxTreatment.ReverseCharge => ["Reverse charge: the customer accounts for the tax."],
        TaxTreatment.Exempt => ["Exempt from tax."],
        _ => [],
    };

    private static IEnumerable<PrintedParagraph> ProofOf(Invoice invoice)
    {
        var counted = invoice.Lines.Where(line => line.Evidence is not null).ToList();
        if (counted.Count == 0)
        {
            return [];
        }

        var events = InvoicePrinter.Number(counted.Sum(line => line.Evidence!.EventCount));
        return
        [
            PrintedParagraph.Of(new PrintedPiece(
                $"Events counted: {events}. Every one is kept in an append-only log; the lines cite the stretches of the log "
                + $"(log.partition:first-last record) that they were counted from, and the hash of the events. Invoice {invoice.Id}")),
            .. counted.Select(EvidenceOf),
            PrintedParagraph.Of(
                new("To check it, "),
                new($"tally verify {invoice.Id}", IsCode: true),
                new(" counts the events again from the log, builds the invoice anew and compares both to the byte; with an API key, "),
                new($"GET /v2/invoices/{invoice.Id}/proof", IsCode: true),
                new(" does the same.")),
        ];
    }

    private static PrintedParagraph EvidenceOf(InvoiceLine line) => PrintedParagraph.Of(
        new($"{line.DisplayName}: {InvoicePrinter.Number(line.Evidence!.EventCount)} in "),
        new(string.Join(' ', line.Evidence.Positions.Select(InvoicePrinter.Range)), IsCode: true),
        new(", hash "),
        new(line.Evidence.Hash.ToString(), IsCode: true));
}
