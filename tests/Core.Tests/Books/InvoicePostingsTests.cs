using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Books;
using static Tallystick.Tests.Core.Tests.Billing.Invoices;

namespace Tallystick.Tests.Core.Tests.Books;

/// <summary>What invoices do to the books.</summary>
public class InvoicePostingsTests
{
    private static readonly Instant Later = Drafted + Duration.FromDays(1);

    [Theory]
    [InlineData(10, 0, 0, "Receivable 10 / Revenue 10")]
    [InlineData(10, 4, 0, "Receivable 6, UnbilledUsage 4 / Revenue 10")]
    [InlineData(10, 10, 0, "UnbilledUsage 10 / Revenue 10")]
    [InlineData(10, 4, 20, "Receivable 8, UnbilledUsage 4 / TaxPayable 2, Revenue 10")]
    [InlineData(-6, 0, 0, "Revenue 6 / RefundPayable 6")]
    [InlineData(-6, -6, 0, "Revenue 6 / UnbilledUsage 6")]
    [InlineData(-5, 0, 20, "TaxPayable 1, Revenue 5 / RefundPayable 6")]
    public void An_issued_invoice_is_posted(decimal amount, decimal prepaid, decimal taxPercent, string expected)
    {
        var draft = InvoiceDraft.Create(Terms(taxRate: taxPercent / 100), [Line(amount, prepaid)], Drafted);
        var issued = draft.Issue("INV-000001", Drafted, 14).OrThrow();

        var entry = Assert.Single(InvoicePostings.Between(draft, issued, Drafted));

        Assert.Equal((expected, "inv_1:issued", Drafted, "INV-000001"), (BookTables.Of(entry), entry.Id, entry.At, entry.Reference));
        Assert.Equal([entry.Id], InvoicePostings.Of(issued).Select(of => of.Id));
    }

    [Fact]
    public void An_invoice_that_is_called_off_is_posted_the_other_way_round()
    {
        var issued = InvoiceDraft.Create(Terms(taxRate: 0.2m), [Line(10, 4)], Drafted).Issue("INV-000001", Drafted, 14).OrThrow();
        var voided = issued.Pay(3, Later).OrThrow().Void(Later).OrThrow();

        var entry = Assert.Single(InvoicePostings.Between(issued, voided, Later));

        Assert.Equal(("TaxPayable 2, Revenue 10 / Receivable 8, UnbilledUsage 4", "inv_1:voided", Later), (BookTables.Of(entry), entry.Id, entry.At));
        Assert.All(ChartOfAccounts.All, account => Assert.Equal(0, InvoicePostings.Of(voided).Sum(of => of.ChangeOf(account))));
    }

    [Theory]
    [InlineData(-2, -2, -4)]
    [InlineData(-6, -6, 0)]
    [InlineData(0, 0, -6)]
    public void What_a_credit_note_sets_off_goes_from_what_its_invoice_is_to_be_paid_and_the_rest_is_owed(decimal setOff, decimal receivable, decimal payable)
    {
        var draft = Draft(Line(-6)) with { SetOffAmount = setOff };
        var issued = draft.Issue("INV-000002", Drafted, 14).OrThrow();

        var entry = Assert.Single(InvoicePostings.Between(draft, issued, Drafted));

        Assert.Equal((receivable, payable, 6m), (entry.ChangeOf(BookAccount.Receivable), entry.ChangeOf(BookAccount.RefundPayable), entry.ChangeOf(BookAccount.Revenue)));
        Assert.Empty(InvoicePostings.Between(Issued(Line(10)), Issued(Line(10)) with { SetOffAmount = -setOff, CreditedAmount = 6 }, Later));
    }

    [Fact]
    public void What_is_written_off_is_an_expense_until_it_is_paid_taken_back_or_called_off_all_the_same()
    {
        var issued = Issued(Line(10)).Pay(2, Later).OrThrow();
        var off = issued.WriteOff("gone", Later).OrThrow();
        var (part, all) = (off.Pay(3, Later).OrThrow(), off.Pay(3, Later).OrThrow().Pay(5, Later).OrThrow());

        Assert.Equal("BadDebtExpense 8 / Receivable 8", Text(issued, off));
        Assert.Equal("Receivable 3 / BadDebtExpense 3", Text(off, part));
        Assert.Equal("Receivable 5 / BadDebtExpense 5", Text(part, all));
        Assert.Equal("Receivable 4 / BadDebtExpense 4", Text(off, off.TakeBack(4, 4, Later)));
        Assert.Contains("Receivable 8 / BadDebtExpense 8", InvoicePostings.Between(off, off.Void(Later).OrThrow(), Later).Select(BookTables.Of));
        Assert.Distinct(InvoicePostings.Between(issued, off, Later).Concat(InvoicePostings.Between(off, part, Later)).Concat(InvoicePostings.Between(part, all, Later)).Select(entry => entry.Id));

        string Text(Invoice before, Invoice after) => BookTables.Of(Assert.Single(InvoicePostings.Between(before, after, Later)));
    }

    [Fact]
    public void Revenue_says_of_which_price_and_metric_it_is()
    {
        var entry = InvoicePostings.Of(Issued(Line(10), Line(-2) with { Kind = LineKind.Discount }, Line(5) with { MetricId = null, PriceId = "price_2" }))[0];

        Assert.Equal(
            [(-8m, "price_1", "bm_1", March.Start), (-5m, "price_2", null, March.Start)],
            entry.Legs.Where(leg => leg.Account == BookAccount.Revenue).Select(leg => (leg.Amount, leg.PriceId, leg.MetricId, leg.For!.Value)));
    }

    [Fact]
    public void What_changes_no_money_is_not_posted()
    {
        var (draft, issued, nothing) = (Draft(Line(10)), Issued(Line(10)), Draft());

        Assert.Empty(InvoicePostings.Of(draft));
        Assert.Empty(InvoicePostings.Between(draft, draft.Void(Later).OrThrow(), Later));
        Assert.Empty(InvoicePostings.Between(issued, issued.Pay(3, Later).OrThrow(), Later));
        Assert.Empty(InvoicePostings.Between(issued, issued.MarkOverdue(issued.DueAt!.Value).OrThrow(), Later));
        Assert.Empty(InvoicePostings.Between(nothing, nothing.Issue("INV-000001", Drafted, 14).OrThrow(), Drafted));
    }

    [Fact]
    public void An_entry_out_of_balance_cannot_be_made()
    {
        var entry = InvoicePostings.Of(Issued(Line(10)))[0];

        Assert.Throws<InvalidOperationException>(() => entry with { Legs = [new(BookAccount.Receivable, 10), new(BookAccount.Revenue, -9)] });
        Assert.Throws<InvalidOperationException>(() => entry with { Legs = [] });
    }
}
