using Tallystick.Core.Billing;
using Tallystick.Core.Taxes;
using Tallystick.Core.Values;

namespace Tallystick.Tests.Core.Tests.Billing;

public class InvoiceDraftTests
{
    [Theory]
    [InlineData("USD", "0.19", TaxBehavior.Exclusive, "100.00", "19.00", "100.00", "119.00")]
    [InlineData("USD", "0.19", TaxBehavior.Inclusive, "119.00", "19.00", "100.00", "119.00")]
    [InlineData("USD", "0.1", TaxBehavior.Exclusive, "0.05 0.05 0.05", "0.01 0.01 0.00", "0.15", "0.17")] // 0.015 is a tie: to 0.02
    [InlineData("USD", "0.1", TaxBehavior.Exclusive, "0.04 0.04 0.04", "0.01 0.00 0.00", "0.12", "0.13")] // each alone would round to nothing
    [InlineData("USD", "0.2", TaxBehavior.Inclusive, "0.10 0.20", "0.02 0.03", "0.25", "0.30")]
    [InlineData("USD", "0.0825", TaxBehavior.Exclusive, "10.00 -4.00", "0.83 -0.33", "6.00", "6.50")] // 0.825 and -0.33 are 0.495: a tie, to 0.50
    [InlineData("JPY", "0.1", TaxBehavior.Exclusive, "101 104", "10 10", "205", "225")]
    [InlineData("KWD", "0.05", TaxBehavior.Exclusive, "1.234", "0.062", "1.234", "1.296")]
    [InlineData("USD", "0", TaxBehavior.Exclusive, "1.00 2.00", "0 0", "3.00", "3.00")]
    [InlineData("USD", "0.19", TaxBehavior.Exclusive, "", "", "0", "0")]
    public void Tax_is_rounded_on_the_sum_and_split_over_the_lines(
        string currency, string rate, TaxBehavior behavior, string amounts, string taxes, string subtotal, string total)
    {
        var invoice = InvoiceDraft.Create(Invoices.Terms(currency, decimal.Parse(rate), behavior), [.. Decimals(amounts).Select(amount => Invoices.Line(amount))], Invoices.Drafted);

        Assert.Equal(Decimals(taxes), invoice.Lines.Select(line => line.TotalTax));
        Assert.Equal((decimal.Parse(subtotal), decimal.Parse(total)), (invoice.Subtotal, invoice.GrandTotal));
    }

    [Fact]
    public void Lines_add_up_to_the_totals_and_the_tax_is_that_of_the_sum()
    {
        string[] currencies = ["JPY", "USD", "KWD"];
        for (var seed = 0; seed < 2_000; seed++)
        {
            var random = new Random(seed);
            var currency = Currency.Parse(currencies[random.Next(3)]);
            var unit = (decimal)Math.Pow(10, -currency.MinorUnitDigits);
            var rate = random.Next(0, 3000) / 10_000m;
            var behavior = (TaxBehavior)random.Next(2);
            var lines = Enumerable.Range(0, random.Next(0, 30)).Select(_ => Invoices.Line(random.Next(-1_000, 100_000) * unit)).ToList();
            var sum = lines.Sum(line => line.Amount);

            var invoice = InvoiceDraft.Create(Invoices.Terms(currency.ToString(), rate, behavior), lines, Invoices.Drafted);

            var tax = Math.Round(behavior == TaxBehavior.Exclusive ? sum * rate : sum * rate / (1 + rate), currency.MinorUnitDigits, MidpointRounding.ToEven);
            Assert.True(invoice.TotalTax == tax, $"seed {seed}: tax {invoice.TotalTax}, not {tax}");
            Assert.True(invoice.GrandTotal == (behavior == TaxBehavior.Exclusive ? sum + tax : sum), $"seed {seed}: total {invoice.GrandTotal}");
            Assert.True(invoice.Lines.Sum(line => line.TotalAmount) == invoice.GrandTotal, $"seed {seed}: lines do not add up");
            Assert.All(invoice.Lines, line => Assert.Equal(line.TotalTax, Math.Round(line.TotalTax, currency.MinorUnitDigits)));
        }
    }

    [Fact]
    public void What_the_wallet_paid_is_taken_off_what_is_due()
    {
        var invoice = InvoiceDraft.Create(Invoices.Terms(taxRate: 0.1m), [Invoices.Line(10, prepaid: 10), Invoices.Line(5, prepaid: 1.5m)], Invoices.Drafted);

        Assert.Equal((16.5m, 11.5m, 5.0m), (invoice.GrandTotal, invoice.PaidAmount, invoice.UnpaidAmount));
    }

    [Fact]
    public void Lines_are_numbered_and_carry_what_they_were_made_of()
    {
        var fee = Invoices.Line(-3, name: "Credit") with { Kind = LineKind.Fee, MetricId = null, MetricName = null, Evidence = null };
        var invoice = Invoices.Draft(Invoices.Line(12), fee);

        Assert.Equal([1, 2], invoice.Lines.Select(line => line.LineId));
        Assert.Equal([LineItemType.Charge, LineItemType.Refund], invoice.Lines.Select(line => line.LineItemType));
        Assert.Equal(4321, invoice.Lines[0].Evidence?.EventCount);
        Assert.Equal(("tokens", 1234567m, 0.000000123m), (invoice.Lines[0].MetricName, invoice.Lines[0].Quantity, invoice.Lines[0].UnitPrice));
        Assert.Null(invoice.Lines[1].Evidence);
        Assert.Equal((InvoiceStatus.Draft, null), (invoice.Status, invoice.Number));
    }

    [Theory]
    [InlineData("1.00", "1.01", "0")]
    [InlineData("1.00", "-0.01", "0")]
    [InlineData("-1.00", "0.01", "0")]
    [InlineData("1.001", "0", "0")]
    [InlineData("1.00", "0", "1.01")]
    [InlineData("1.00", "0", "-0.01")]
    public void Nonsense_is_an_error(string amount, string prepaid, string rate) =>
        Assert.ThrowsAny<ArgumentException>(() => InvoiceDraft.Create(
            Invoices.Terms(taxRate: decimal.Parse(rate)), [Invoices.Line(decimal.Parse(amount), decimal.Parse(prepaid))], Invoices.Drafted));

    private static List<decimal> Decimals(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(decimal.Parse)];
}
