using System.Globalization;
using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.CreditNotes;
using Tallystick.Core.Taxes;
using Tallystick.Core.Values;

namespace Tallystick.Tests.Core.Tests.CreditNotes;

public class CreditDecisionTests
{
    private static readonly Dictionary<BilledItem, decimal> NothingLate = [];

    [Theory]
    [InlineData("USD", 2)]
    [InlineData("JPY", 0)]
    [InlineData("KWD", 3)]
    public void Whatever_parts_are_taken_back_they_add_up_to_the_invoice_line_by_line_with_its_tax_and_never_to_more(string currency, int digits)
    {
        for (var seed = 1; seed <= 200; seed++)
        {
            var random = new Random(seed);
            var unit = decimal.Parse($"1e-{digits}", NumberStyles.Float, CultureInfo.InvariantCulture);
            List<BillableLine> lines = [.. Enumerable.Range(0, random.Next(1, 6)).Select(index => Billing.Invoices.Line(unit * random.Next(1, 5000), name: $"{index}") with { PriceId = $"p{index}", Quantity = random.Next(1, 9) })];
            if (random.Next(2) == 0)
            {
                lines.Add(Billing.Invoices.Line(-unit * random.Next(1, (int)(lines[0].Amount / unit) + 1)) with { Kind = LineKind.Discount });
            }

            var terms = Billing.Invoices.Terms(currency, random.Next(0, 3) * 0.077m, random.Next(2) == 0 ? TaxBehavior.Exclusive : TaxBehavior.Inclusive);
            var invoice = InvoiceDraft.Create(terms, lines, Instant.MinValue).Issue("INV-000001", Instant.MinValue, 30).OrThrow();
            var notes = new List<CreditNote>();
            for (var step = 0; step < 50 && notes.Sum(note => note.Total) < invoice.GrandTotal; step++)
            {
                var wish = random.Next(12) switch
                {
                    0 => new NewCreditNote(null, [], null, null),
                    < 6 => new NewCreditNote(unit * random.Next(1, 3000), [], null, null),
                    < 9 => new NewCreditNote(null, [new NewCreditedLine(random.Next(1, lines.Count + 1), unit * random.Next(1, 500), null)], null, null),
                    _ => new NewCreditNote(null, [new NewCreditedLine(random.Next(1, lines.Count + 1), null, 1)], null, null),
                };
                if (CreditDecision.Decide(invoice, notes, NothingLate, wish).TryGet(out var decided, out _))
                {
                    notes.Add(NoteOf(invoice, decided));
                    Assert.True(wish.Amount is null || notes[^1].Total == wish.Amount, $"seed {seed}: {notes[^1].Total} for {wish.Amount}");
                }
            }

            Assert.True(notes.Sum(note => note.Total) <= invoice.GrandTotal, $"seed {seed}");
            if (CreditDecision.Decide(invoice, notes, NothingLate, new NewCreditNote(null, [], null, null)).TryGet(out var rest, out _))
            {
                notes.Add(NoteOf(invoice, rest));
            }

            Assert.True(notes.Sum(note => note.Total) == invoice.GrandTotal, $"seed {seed}: {notes.Sum(note => note.Total)}");

            // With a line below 0 nothing may be left of the invoice while something is of its lines.
            foreach (var line in invoice.Lines.Where(_ => invoice.Lines.All(other => other.TotalAmount >= 0)))
            {
                List<CreditedLine> parts = [.. notes.SelectMany(note => note.Lines).Where(part => part.LineId == line.LineId)];
                Assert.True((line.TotalPrice, line.TotalTax) == (parts.Sum(part => part.Price), parts.Sum(part => part.Tax)), $"seed {seed}: line {line.LineId}");
            }
        }
    }

    [Fact]
    public void What_came_late_and_was_given_back_is_not_taken_back_again()
    {
        var invoice = Billing.Invoices.Issued(Billing.Invoices.Line(10), Billing.Invoices.Line(5) with { PriceId = "other" });
        var late = new Dictionary<BilledItem, decimal> { [new BilledItem(invoice.Id, "price_1")] = 4 };

        Assert.Equal("CREDIT_EXCEEDS_LINE", CodeOf(invoice, late, new NewCreditNote(null, [new(1, 6.01m, null)], null, null)));
        Assert.Equal("CREDIT_EXCEEDS_INVOICE", CodeOf(invoice, late, new NewCreditNote(11.01m, [], null, null)));
        Assert.Equal([6m, 5m], CreditDecision.Decide(invoice, [], late, new NewCreditNote(null, [], null, null)).OrThrow().Select(line => line.Amount));
        Assert.Equal("NOTHING_TO_CREDIT", CodeOf(invoice, new() { [new BilledItem(invoice.Id, "price_1")] = 10, [new BilledItem(invoice.Id, "other")] = 5 }, new NewCreditNote(null, [], null, null)));
    }

    [Fact]
    public void Thirds_of_a_quantity_add_up_to_the_line()
    {
        var invoice = Billing.Invoices.Issued(Billing.Invoices.Line(10) with { Quantity = 3 });
        var notes = new List<CreditNote>();
        for (var third = 0; third < 3; third++)
        {
            notes.Add(NoteOf(invoice, CreditDecision.Decide(invoice, notes, NothingLate, new NewCreditNote(null, [new(1, null, 1)], null, null)).OrThrow()));
        }

        Assert.Equal([3.33m, 3.34m, 3.33m], notes.Select(note => note.Total));
    }

    [Theory]
    [InlineData("0", "INVALID_AMOUNT")]
    [InlineData("0.005", "INVALID_AMOUNT")]
    [InlineData("10.01", "CREDIT_EXCEEDS_INVOICE")]
    public void An_amount_is_payable_and_no_more_than_is_left(string amount, string code)
    {
        var wish = new NewCreditNote(decimal.Parse(amount, CultureInfo.InvariantCulture), [], null, null);

        Assert.Equal(code, CodeOf(Billing.Invoices.Issued(Billing.Invoices.Line(10)), NothingLate, wish));
    }

    private static CreditNote NoteOf(Invoice invoice, IReadOnlyList<CreditedLine> lines) => new()
    {
        Id = Id<CreditNote>.Of("1"),
        InvoiceId = invoice.Id,
        Lines = lines,
        SetOffAmount = 0,
        CreatedAt = Instant.MinValue,
    };

    private static string? CodeOf(Invoice invoice, Dictionary<BilledItem, decimal> late, NewCreditNote wish) =>
        CreditDecision.Decide(invoice, [], late, wish).TryGet(out _, out var refused) ? null : refused.Code;
}
