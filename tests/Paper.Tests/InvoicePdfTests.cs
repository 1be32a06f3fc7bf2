using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Tallystick.Core.Billing;
using Tallystick.Core.Rating;
using Tallystick.Core.Taxes;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;
using Tallystick.Paper;

namespace Tallystick.Tests.Paper.Tests;

public partial class InvoicePdfTests
{
    private const string Name = "Größer & Söhne (Łódź)";
    private static readonly InvoicePdf Pdf = new();

    public static TheoryData<string, Invoice> EveryKind => new()
    {
        { "a draft", Invoices.Draft(Invoices.Line(1)) },
        { "with tax, and a part that is paid", Taxed(TaxBehavior.Exclusive).Pay(40, Invoices.Drafted).OrThrow() },
        { "with tax in its prices", Taxed(TaxBehavior.Inclusive) },
        { "of which nothing is taxed", Invoices.Issued(Invoices.Line(5)) with { TaxTreatment = TaxTreatment.ReverseCharge } },
        { "fees alone", Invoices.Issued(Invoices.Line(5) with { Evidence = null }) },
        { "that was called off", Invoices.Issued(Invoices.Line(5)).Void(Invoices.Drafted).OrThrow() },
        { "a credit note", CreditNote() },
        { "with the seller's particulars", Invoices.Issued(Invoices.Line(5)) with { Seller = Berlin } },
        { "of graduated prices", Invoices.Issued(Invoices.Line(5) with { Details = Tiers }) },
        { "of names of many letters", Invoices.Issued(Invoices.Line(5, name: "Größe, Ελληνικά, Русский, Łódź, Tiếng Việt, ქართული, Հայերեն, 中文, 日本語カナ, 한국어")) },
    };

    private static Seller Berlin => new() { LegalName = Name, Address = "Hauptstraße 5\n10115 Berlin", TaxId = "DE123456789" };

    private static IReadOnlyList<RatedDetail> Tiers => [new("First 1,000", 1000, 0.01m, 10), new("Above", 234, 0.005m, 1.17m)];

    [Theory]
    [MemberData(nameof(EveryKind))]
    public void The_file_says_what_the_page_says_in_the_same_order(string kind, Invoice invoice)
    {
        var pdf = Pdf.Print(invoice, Invoices.Jane with { TaxId = "US 12" }, PaperSize.A4);

        Assert.NotEmpty(kind);
        Assert.Equal(Words.OfPage(InvoiceHtml.Render(invoice, Invoices.Jane with { TaxId = "US 12" })), Words.OfStructure(pdf));
    }

    [Theory]
    [InlineData("Łódź, Größe, Tiếng Việt")]
    [InlineData("Ελληνικά")]
    [InlineData("Русский язык")]
    [InlineData("ქართული ენა")]
    [InlineData("Հայերեն")]
    [InlineData("中文名稱")]
    [InlineData("日本語カナ")]
    [InlineData("한국어")]
    [InlineData("हिन्दी")]
    [InlineData("tally 😀 stick")]
    public void Names_can_be_selected_whatever_they_are_written_in(string name) =>
        Assert.Contains(Words.Bare(name), Words.Bare(Poppler.TextOf(Pdf.Print(Invoices.Issued(Invoices.Line(5, name: name)), Invoices.Jane, PaperSize.A4))), StringComparison.Ordinal);

    [Theory]
    [InlineData("شركة المثال للتجارة")]
    [InlineData("שלום עולם")]
    public void Names_that_are_read_from_right_to_left_are_selected_as_they_are_read(string name)
    {
        var text = Poppler.TextOf(Pdf.Print(Invoices.Issued(Invoices.Line(5)), new InvoiceRecipient(name, null), PaperSize.A4));

        Assert.Contains($"\u202B{name}\u202C", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PaperSize.A4, "595.28 x 841.89")]
    [InlineData(PaperSize.Letter, "612 x 792")]
    public void A_long_invoice_goes_over_pages_that_say_how_many_there_are_and_repeat_the_heads_of_the_table(PaperSize paper, string size)
    {
        var invoice = Invoices.Issued([.. Enumerable.Range(1, 90).Select(line => Invoices.Line(line, name: $"Item {line} of ninety") with { Evidence = null })]);

        var pdf = Pdf.Print(invoice, Invoices.Jane, paper);
        var pages = Poppler.TextOf(pdf, "-layout").TrimEnd('\f').Split('\f');

        Assert.Contains(size, Poppler.InformationOf(pdf), StringComparison.Ordinal);
        Assert.InRange(pages.Length, 4, 8);
        Assert.All(pages.Index(), page => Assert.Contains($"Page {page.Index + 1} of {pages.Length}", page.Item, StringComparison.Ordinal));
        Assert.All(pages.Where(page => page.Contains("of ninety", StringComparison.Ordinal)), page => Assert.Matches(@"Item\s+Quantity\s+Unit price\s+Price\s+Tax\s+Amount", page));
        var rows = pages.SelectMany(page => Row().Matches(page)).Select(row => int.Parse(row.Groups[1].Value, CultureInfo.InvariantCulture));
        Assert.Equal(Enumerable.Range(1, 90), rows);
    }

    [Fact]
    public void The_same_invoice_makes_the_same_bytes()
    {
        var invoice = Taxed(TaxBehavior.Exclusive);

        Assert.Equal(new InvoicePdf().Print(invoice, Invoices.Jane, PaperSize.A4), new InvoicePdf().Print(invoice, Invoices.Jane, PaperSize.A4));
    }

    [Fact]
    public void The_file_says_what_it_is_and_when_it_was_issued()
    {
        var pdf = Pdf.Print(Invoices.Issued(Invoices.Line(5)) with { MerchantName = Name }, Invoices.Jane, PaperSize.A4);
        var (facts, metadata) = (Poppler.InformationOf(pdf, "-isodates"), Poppler.InformationOf(pdf, "-meta"));

        Assert.All(
            ["Invoice INV-000001", Name, "2026-04-01T05:00:00Z", "Tagged:          yes", "PDF version:     1.7"],
            fact => Assert.Contains(fact, facts, StringComparison.Ordinal));
        Assert.Contains("<rdf:li>en</rdf:li>", metadata, StringComparison.Ordinal);
        Assert.Contains("Größer &amp; Söhne", metadata, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_no_page_has_room_for_goes_on_over_pages_and_nothing_of_it_is_lost()
    {
        var name = string.Join(' ', Enumerable.Range(1, 2000).Select(word => $"word{word}"));

        var text = Words.Bare(Poppler.TextOf(Pdf.Print(Invoices.Issued(Invoices.Line(5, name: name) with { Evidence = null }), Invoices.Jane, PaperSize.A4)));

        Assert.All(Enumerable.Range(1, 2000), word => Assert.Contains($"word{word}", text, StringComparison.Ordinal));
    }

    [Fact]
    public void No_name_breaks_the_file()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var attempt = 0; attempt < 20; attempt++)
        {
            var name = string.Concat(Enumerable.Range(0, random.Next(1, 80)).Select(_ => (char)random.Next(random.Next(2) == 0 ? 0x100 : 0x10000)));

            var pdf = Pdf.Print(Invoices.Issued(Invoices.Line(5, name: name)) with { MerchantName = name }, new InvoiceRecipient(name, name), PaperSize.A4);

            Assert.True(Poppler.TextOf(pdf).Contains("Amount due", StringComparison.Ordinal), $"Seed {seed}, attempt {attempt}: {Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(name))}");
        }
    }

    [Fact]
    public void Ten_lines_are_a_small_file_that_carries_no_more_of_its_fonts_than_it_needs()
    {
        var invoice = Invoices.Issued([.. Enumerable.Range(1, 10).Select(line => Invoices.Line(line))]);

        Assert.InRange(Pdf.Print(invoice, Invoices.Jane, PaperSize.A4).Length, 5_000, 40_000);
    }

    private static Invoice Taxed(TaxBehavior behavior) => InvoiceDraft.Create(
            Invoices.Terms(taxRate: 0.0825m, behavior: behavior),
            [Invoices.Line(1234.5m, prepaid: 1000), Invoices.Line(7, name: Name) with { TaxRate = 0.07m }],
            Invoices.Drafted)
        .Issue("INV-000042", Invoices.Drafted, 14).OrThrow();

    private static Invoice CreditNote()
    {
        var original = new OriginalInvoice(Id<Invoice>.Of("0"), "INV-000001");
        return InvoiceDraft.Create(Invoices.Terms() with { Original = original }, [Invoices.Line(-5) with { Original = original }], Invoices.Drafted)
            .Issue("INV-000002", Invoices.Drafted, 14).OrThrow().Credit(Invoices.Drafted).OrThrow();
    }

    [GeneratedRegex(@"Item (\d+) of ninety.* \1\.00\s")]
    private static partial Regex Row();
}
