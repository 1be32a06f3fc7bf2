using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Storage;
using Tallystick.Core.Values;

namespace Tallystick.Tests.Core.Tests.Billing;

public class InvoiceTransitionsTests
{
    private static readonly Instant Now = Invoices.Drafted;

    private static readonly Dictionary<string, Func<Invoice, Result<Invoice>>> Commands = new()
    {
        ["issue"] = invoice => invoice.Issue("INV-000001", Now, 14),
        ["issue as 2"] = invoice => invoice.Issue("INV-000002", Now, 14),
        ["pay all"] = invoice => invoice.Pay(8, Now + Duration.FromDays(1)),
        ["pay part"] = invoice => invoice.Pay(3, Now + Duration.FromDays(1)),
        ["pay too much"] = invoice => invoice.Pay(8.01m, Now),
        ["pay nothing"] = invoice => invoice.Pay(0, Now),
        ["pay less than a cent"] = invoice => invoice.Pay(0.001m, Now),
        ["overdue early"] = invoice => invoice.MarkOverdue(Now + Duration.FromDays(14) - Duration.Epsilon),
        ["overdue"] = invoice => invoice.MarkOverdue(Now + Duration.FromDays(14)),
        ["void"] = invoice => invoice.Void(Now),
    };

    [Theory]
    [InlineData("", "issue", "Issued")]
    [InlineData("", "void", "Void")]
    [InlineData("", "pay all", "INVOICE_NOT_ISSUED")]
    [InlineData("", "overdue", "INVOICE_NOT_ISSUED")]
    [InlineData("issue", "issue", "Issued")]
    [InlineData("issue", "issue as 2", "INVOICE_ALREADY_ISSUED")]
    [InlineData("issue", "pay all", "Paid")]
    [InlineData("issue", "pay part", "Issued")]
    [InlineData("issue", "pay too much", "PAYMENT_EXCEEDS_UNPAID")]
    [InlineData("issue", "pay nothing", "INVALID_AMOUNT")]
    [InlineData("issue", "pay less than a cent", "INVALID_AMOUNT")]
    [InlineData("issue", "overdue early", "INVOICE_NOT_DUE")]
    [InlineData("issue", "overdue", "Overdue")]
    [InlineData("issue", "void", "Void")]
    [InlineData("issue, pay part", "pay all", "PAYMENT_EXCEEDS_UNPAID")]
    [InlineData("issue, overdue", "overdue", "Overdue")]
    [InlineData("issue, overdue", "issue", "Overdue")]
    [InlineData("issue, overdue", "pay part", "Overdue")]
    [InlineData("issue, overdue", "pay all", "Paid")]
    [InlineData("issue, overdue", "void", "Void")]
    [InlineData("issue, pay all", "issue", "Paid")]
    [InlineData("issue, pay all", "pay part", "INVOICE_ALREADY_PAID")]
    [InlineData("issue, pay all", "overdue", "INVOICE_ALREADY_PAID")]
    [InlineData("issue, pay all", "void", "INVOICE_ALREADY_PAID")]
    [InlineData("issue, void", "void", "Void")]
    [InlineData("issue, void", "issue", "INVOICE_VOID")]
    [InlineData("issue, void", "pay all", "INVOICE_VOID")]
    [InlineData("issue, void", "overdue", "INVOICE_VOID")]
    public void A_command_leads_to_a_status_or_a_named_refusal(string given, string when, string then)
    {
        var before = given.Split(", ", StringSplitOptions.RemoveEmptyEntries).Aggregate(Draft(), (invoice, command) => Commands[command](invoice).OrThrow());

        var succeeded = Commands[when](before).TryGet(out var after, out var refusal);

        Assert.Equal(then, succeeded ? after!.Status.ToString() : refusal!.Code);
        if (succeeded)
        {
            Assert.Same(before.Lines, after!.Lines);
            Assert.Equal(Totals(before), Totals(after));
        }
    }

    [Theory]
    [InlineData("issue")]
    [InlineData("overdue")]
    [InlineData("void")]
    public void A_repeated_command_changes_nothing(string command)
    {
        var start = command == "overdue" ? Commands["issue"](Draft()).OrThrow() : Draft();
        var once = Commands[command](start).OrThrow();
        Assert.Same(once, Commands[command](once).OrThrow());
    }

    [Fact]
    public void An_issued_invoice_has_its_number_and_is_due_after_the_payment_term()
    {
        var invoice = Invoices.Issued(Invoices.Line(10));
        Assert.Equal(("INV-000001", Now, Now + Duration.FromDays(14)), (invoice.Number, invoice.IssuedAt, invoice.DueAt));
    }

    [Theory]
    [InlineData("10", "10")]
    [InlineData("0", "0")]
    public void With_nothing_left_to_pay_it_is_paid_when_it_is_issued(string amount, string prepaid)
    {
        var invoice = Invoices.Issued(Invoices.Line(decimal.Parse(amount), decimal.Parse(prepaid)));
        Assert.Equal((InvoiceStatus.Paid, Now), (invoice.Status, invoice.PaidAt));
    }

    [Fact]
    public void An_invoice_below_zero_is_paid_when_it_has_given_back_what_it_gives_back()
    {
        var invoice = Invoices.Issued(Invoices.Line(-2));
        Assert.Equal((InvoiceStatus.Issued, -2m), (invoice.Status, invoice.UnpaidAmount));

        var credited = invoice.Credit(Now + Duration.FromDays(1)).OrThrow();
        Assert.Equal((InvoiceStatus.Paid, -2m, 0m), (credited.Status, credited.PaidAmount, credited.UnpaidAmount));
        Assert.Equal(["INVOICE_ALREADY_PAID", "INVOICE_GIVES_NOTHING_BACK", "INVOICE_NOT_ISSUED", "INVOICE_VOID"], new[]
        {
            credited, Invoices.Issued(Invoices.Line(2)), Draft(), Commands["void"](Draft()).OrThrow(),
        }.Select(one => one.Credit(Now).TryGet(out _, out var refused) ? "" : refused.Code));
    }

    [Fact]
    public void An_issued_invoice_below_zero_is_neither_called_off_nor_overdue()
    {
        var invoice = Invoices.Issued(Invoices.Line(-2));
        Assert.Equal(["INVOICE_GIVES_BACK", "INVOICE_NOT_DUE"], new[] { invoice.Void(Now), invoice.MarkOverdue(Instant.MaxValue) }
            .Select(result => result.TryGet(out _, out var refused) ? "" : refused.Code));
        Assert.Equal(InvoiceStatus.Void, Invoices.Draft(Invoices.Line(-2)).Void(Now).OrThrow().Status);
    }

    [Fact]
    public void Payments_add_up_until_nothing_is_left()
    {
        var invoice = Commands["pay part"](Invoices.Issued(Invoices.Line(10, 2))).OrThrow();
        Assert.Equal((5m, 5m, null), (invoice.PaidAmount, invoice.UnpaidAmount, invoice.PaidAt));
        Assert.Equal(InvoiceStatus.Paid, invoice.Pay(5, Now).OrThrow().Status);
    }

    [Fact]
    public void Numbers_have_no_gap()
    {
        var counter = new InvoiceCounter();
        var numbers = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            counter = counter.Next();
            numbers.Add(counter.Number);
        }

        Assert.Equal(["INV-000001", "INV-000002", "INV-000003"], numbers);
        Assert.Equal("INV-1000000", new InvoiceCounter { Last = 999_999 }.Next().Number);
    }

    [Fact]
    public void An_invoice_reads_back_as_it_was_written()
    {
        var invoice = Invoices.Issued(Invoices.Line(10, 2), Invoices.Line(-1)).Pay(1, Now).OrThrow();
        var read = Documents.RoundTrip(invoice);

        Assert.Equal(invoice.ToBody().ToArray(), read.ToBody().ToArray());
        Assert.Equal((invoice.Period, invoice.UnpaidAmount, invoice.Lines[0].Period), (read.Period, read.UnpaidAmount, read.Lines[0].Period));
        Assert.Equal(invoice.Lines[0].Evidence!.Positions, read.Lines[0].Evidence!.Positions);
    }

    private static Invoice Draft() => Invoices.Draft(Invoices.Line(10, 2));

    private static (decimal Subtotal, decimal Tax, decimal Total) Totals(Invoice invoice) => (invoice.Subtotal, invoice.TotalTax, invoice.GrandTotal);
}
