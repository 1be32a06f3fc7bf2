using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Values;

namespace Tallystick.Core.Books;

/// <summary>What becomes of the books by what becomes of an invoice: pure functions of the invoice.</summary>
public static class InvoicePostings
{
    /// <summary>
    /// The entries of a change. What wallets pay and are given is not among them: <see cref="WalletPostings"/> has it from their journals. None where all
    /// amounts are 0.
    /// </summary>
    /// <param name="before">The invoice before it.</param>
    /// <param name="after">The invoice after it.</param>
    /// <param name="at">When it changed.</param>
    public static IReadOnlyList<BookEntry> Between(Invoice before, Invoice after, Instant at) =>
    [
        .. (before.Status, after.Status) switch
        {
            (InvoiceStatus.Draft, not (InvoiceStatus.Draft or InvoiceStatus.Void)) => Of(after, BookFact.InvoiceIssued),
            (not (InvoiceStatus.Draft or InvoiceStatus.Void), InvoiceStatus.Void) => Of(after, BookFact.InvoiceVoided),
            _ => [],
        },
        .. WrittenOff(after, WrittenOff(after) - WrittenOff(before), at),
    ];

    /// <summary>All entries of an invoice as it stands, for who holds the books against it.</summary>
    public static IReadOnlyList<BookEntry> Of(Invoice invoice) => invoice.Number is null
        ? []
        : [.. Of(invoice, BookFact.InvoiceIssued), .. invoice.Status == InvoiceStatus.Void ? Of(invoice, BookFact.InvoiceVoided) : []];

    /// <summary>What of an invoice nobody is expected to pay: it falls with whatever is paid or taken back all the same.</summary>
    internal static decimal WrittenOff(Invoice invoice) =>
        invoice is { WrittenOffAt: not null, Status: not InvoiceStatus.Void } ? Math.Max(0, invoice.UnpaidAmount) : 0;

    private static BookEntry[] Of(Invoice invoice, BookFact fact)
    {
        var (name, at, sign) = fact == BookFact.InvoiceIssued ? ("issued", invoice.IssuedAt, 1) : ("voided", invoice.VoidedAt, -1);
        return EntryOf(invoice, fact, name, at!.Value, [.. Issued(invoice).Select(leg => leg with { Amount = sign * leg.Amount })]);
    }

    // What is written off only falls afterwards, so that each entry is named by what is left.
    private static BookEntry[] WrittenOff(Invoice invoice, decimal more, Instant at) => EntryOf(
        invoice,
        more > 0 ? BookFact.InvoiceWrittenOff : BookFact.WriteOffReversed,
        $"written-off:{DecimalJsonConverter.Format(WrittenOff(invoice))}",
        at,
        more == 0 ? [] : [new(BookAccount.BadDebtExpense, more), new(BookAccount.Receivable, -more)]);

    private static BookEntry[] EntryOf(Invoice invoice, BookFact fact, string name, Instant at, IReadOnlyList<BookLeg> legs) => legs.Count == 0 ? [] :
    [
        new BookEntry
        {
            Id = $"{invoice.Id}:{name}",
            At = at,
            Fact = fact,
            CustomerId = invoice.CustomerId,
            SubscriptionId = invoice.SubscriptionId,
            Reference = invoice.Number!,
            Currency = invoice.Currency,
            Legs = legs,
        },
    ];

    private static IEnumerable<BookLeg> Issued(Invoice invoice)
    {
        // A note that sets something off takes it from what its invoice asks for, and gives back the rest.
        var setOff = Math.Min(0, invoice.SetOffAmount);
        var asked = invoice.GrandTotal - invoice.Prepaid - setOff;
        IEnumerable<BookLeg> legs =
        [
            new(asked > 0 ? BookAccount.Receivable : BookAccount.RefundPayable, asked),
            new(BookAccount.Receivable, setOff),
            new(BookAccount.UnbilledUsage, invoice.Prepaid),
            new(BookAccount.TaxPayable, -invoice.TotalTax),
            .. invoice.Lines
                .GroupBy(line => (line.PriceId, line.MetricId, line.Period.Start))
                .Select(same => Revenue(same.Key, same.Sum(line => line.TotalPrice))),
        ];
        return legs.Where(leg => leg.Amount != 0);
    }

    private static BookLeg Revenue((string? Price, string? Metric, Instant Start) of, decimal amount) =>
        new(BookAccount.Revenue, -amount) { PriceId = of.Price, MetricId = of.Metric, For = of.Start };
}
