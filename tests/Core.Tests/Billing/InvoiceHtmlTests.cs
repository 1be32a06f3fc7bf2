using Tallystick.Core.Billing;
using Tallystick.Core.Values;

namespace Tallystick.Tests.Core.Tests.Billing;

public class InvoiceHtmlTests
{
    [Fact]
    public void Names_are_text_never_markup()
    {
        const string Attack = "<script>alert(\"x\")</script>&'";
        var terms = Invoices.Terms() with { MerchantName = Attack };
        var line = Invoices.Line(1, name: Attack) with { Unit = Attack, MetricName = Attack + "2" };

        var html = InvoiceHtml.Render(InvoiceDraft.Create(terms, [line], Invoices.Drafted), new InvoiceRecipient(Attack, Attack));

        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("alert(\"x\")", html, StringComparison.Ordinal);
        Assert.Equal(8, html.Split("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&amp;&#x27;").Length - 1);
    }

    [Fact]
    public void Every_line_and_total_is_shown()
    {
        var terms = Invoices.Terms(taxRate: 0.0825m);
        var invoice = InvoiceDraft.Create(terms, [Invoices.Line(1234.5m, prepaid: 1000), Invoices.Line(7, name: "Größe 中")], Invoices.Drafted)
            .Issue("INV-000042", Invoices.Drafted, 14).OrThrow()
            .Pay(40, Invoices.Drafted).OrThrow();

        var html = InvoiceHtml.Render(invoice, Invoices.Jane);

        string[] expected =
        [
            "Acme Inference", "Invoice INV-000042", "Jane&#x27;s Robots", "jane@example.com", "inv_1", "All amounts in USD",
            "1 March 2026, 00:00 -05 up to 1 April 2026, 00:00 -04", "in the time of America/New_York",
            "15 April 2026, 01:00 -04",
            "<td>Tokens<", "<td>Größe 中<", "1,234,567 token", "<td>0.000000123</td>", "8.25 %",
            "<td>1,234.50</td>", "<td>101.84<", "<td>1,336.34</td>", "<td>7.00</td>", "<td>0.58<", "<td>7.58</td>",
            "Subtotal</th><td>1,241.50<", "Tax</th><td>102.42<", "Total</th><td>1,343.92<", "Paid from balance</th><td>-1,000.00<",
            "Payments</th><td>-40.00<", "Amount due</th><td>USD 303.92<",
            "Events counted: 8,642.", "0.3:17-4711 1.0:0-9", "Invoice inv_1", ">Issued</span>",
        ];
        Assert.All(expected, text => Assert.Contains(text, html, StringComparison.Ordinal));
    }

    [Fact]
    public void A_draft_says_so_and_has_no_due_date()
    {
        var html = InvoiceHtml.Render(Invoices.Draft(Invoices.Line(1)), Invoices.Jane);

        Assert.Contains("Draft invoice", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<dt>Due</dt>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Paid from balance", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-5, "Credit note INV-000002 to invoice INV-000001", "Paid into balance</th><td>5.00<")]
    [InlineData(5, "Debit note INV-000002 to invoice INV-000001", "Amount due</th><td>USD 5.00<")]
    public void A_note_names_the_invoice_that_it_is_to(int amount, string title, string total)
    {
        var original = new OriginalInvoice(Id<Invoice>.Of("0"), "INV-000001");
        var note = InvoiceDraft.Create(Invoices.Terms() with { Original = original }, [Invoices.Line(amount) with { Original = original }], Invoices.Drafted)
            .Issue("INV-000002", Invoices.Drafted, 14).OrThrow();
        var html = InvoiceHtml.Render(amount < 0 ? note.Credit(Invoices.Drafted).OrThrow() : note, Invoices.Jane);

        Assert.Contains($"<title>{title} –", html, StringComparison.Ordinal);
        Assert.Contains(total, html, StringComparison.Ordinal);
    }

    [Fact]
    public void Fees_alone_have_no_evidence_to_show() =>
        Assert.DoesNotContain("<footer>", InvoiceHtml.Render(Invoices.Draft(Invoices.Line(1) with { Evidence = null }), Invoices.Jane), StringComparison.Ordinal);

    [Theory]
    [InlineData("JPY", "1234", "JPY 1,234<")]
    [InlineData("KWD", "1.5", "KWD 1.500<")]
    public void Amounts_have_the_digits_of_the_currency(string currency, string amount, string expected) =>
        Assert.Contains(
            expected,
            InvoiceHtml.Render(InvoiceDraft.Create(Invoices.Terms(currency), [Invoices.Line(decimal.Parse(amount))], Invoices.Drafted), Invoices.Jane),
            StringComparison.Ordinal);

    [Fact]
    public void The_page_loads_nothing_from_elsewhere()
    {
        var html = InvoiceHtml.Render(Invoices.Draft(Invoices.Line(1)), Invoices.Jane);
        Assert.All(["<script", "<link", "<img", "url(", "@import", "http:", "https:"], text => Assert.DoesNotContain(text, html, StringComparison.OrdinalIgnoreCase));
    }
}
