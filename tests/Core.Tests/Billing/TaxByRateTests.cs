using System.Globalization;
using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Taxes;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Tests.Core.Tests.Billing;

/// <summary>Invoices whose lines are taxed by more than one rate.</summary>
public sealed class TaxByRateTests
{
    private static readonly TaxDecision TwoRates = new(
        TaxTreatment.Standard, 0.19m, new Dictionary<string, decimal> { ["price_a"] = 0.19m, ["price_b"] = 0.07m, ["price_c"] = 0 });

    [Fact]
    public void Each_rates_tax_is_rounded_once_on_the_sum_of_its_lines()
    {
        var invoice = Draft(Line("a", 0.03m), Line("b", 0.11m), Line("a", 0.03m), Line("b", 0.11m), Line("c", 5));

        // 0.06 at 19 % is 0.0114; 0.22 at 7 % is 0.0154.
        Assert.Equal(["0.19 0.06 0.01", "0.07 0.22 0.02", "0 5 0"], invoice.TaxTotals.Select(total => Text(total.Rate, total.Taxable, total.Tax)));
        Assert.Equal(0.03m, invoice.TotalTax);
    }

    [Fact]
    public void A_maximum_charge_is_parted_over_the_rates_of_what_it_takes_from()
    {
        var invoice = Draft(Line("a", 60), Line("b", 30), Line("c", 0), Adjustment(-30));

        Assert.Equal(["-20 0.19", "-10 0.07"], invoice.Lines.Where(line => line.Kind == LineKind.Adjustment).Select(line => Text(line.TotalPrice, line.TaxRate)));
        Assert.Equal(["0.19 40 7.6", "0.07 20 1.4", "0 0 0"], invoice.TaxTotals.Select(total => Text(total.Rate, total.Taxable, total.Tax)));
    }

    [Fact]
    public void Bug_a_part_of_a_period_was_not_of_what_its_maximum_takes_from()
    {
        var part = new Period(Invoices.March.Start, Invoices.March.Start + Duration.FromDays(3));
        var next = new Period(Invoices.March.End, Invoices.March.End + Duration.FromDays(30));
        var invoice = Draft(Line("a", 60), Line("b", 30) with { Period = part }, Line("c", 90) with { Period = next }, Adjustment(-30));

        Assert.Equal(["-20 0.19", "-10 0.07"], invoice.Lines.Where(line => line.Kind == LineKind.Adjustment).Select(line => Text(line.TotalPrice, line.TaxRate)));
    }

    [Fact]
    public void A_maximum_charge_on_lines_of_one_rate_is_one_line_of_that_rate() =>
        Assert.Equal("-30 0.07", Text(Assert.Single(Draft(Line("b", 60), Adjustment(-30)).Lines, line => line.Kind == LineKind.Adjustment) is { } line ? [line.TotalPrice, line.TaxRate] : []));

    [Fact]
    public void What_is_made_up_to_a_minimum_is_taxed_by_the_plans_rate() =>
        Assert.Equal(0.19m, Draft(Line("b", 60), Adjustment(30)).Lines[1].TaxRate);

    [Fact]
    public void A_line_that_changes_another_invoice_is_taxed_as_it_was_there_even_where_nothing_is_taxed_any_more()
    {
        var credit = Line("a", -10) with { Original = new OriginalInvoice(Invoices.Terms().InvoiceId, "INV-000001"), TaxRate = 0.16m };
        Assert.Equal(-1.6m, Draft(credit).TotalTax);
        Assert.Equal(-1.6m, InvoiceDraft.Create(Invoices.Terms() with { Tax = TaxDecision.Of(0, TaxTreatment.ReverseCharge) }, [credit], Invoices.Drafted).TotalTax);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Parts_of_a_rebate_add_up_to_it_whatever_the_amounts(int seed)
    {
        var random = new Random(seed);
        for (var run = 0; run < 500; run++)
        {
            BillableLine[] lines = [Line("a", random.Next(1, 10000) / 100m), Line("b", random.Next(1, 10000) / 100m), Line("c", random.Next(1, 10000) / 100m)];
            var off = random.Next(1, (int)(lines.Sum(line => line.Amount) * 100) + 1) / 100m;
            var invoice = Draft([.. lines, Adjustment(-off)]);
            Assert.True(invoice.Subtotal == lines.Sum(line => line.Amount) - off, $"seed {seed}, run {run}");
            Assert.True(invoice.TaxTotals.All(total => total.Taxable >= 0), $"seed {seed}, run {run}: a rate is below 0");
            Assert.True(invoice.TaxTotals.Sum(total => total.Tax) == invoice.TotalTax, $"seed {seed}, run {run}");
        }
    }

    private static Invoice Draft(params BillableLine[] lines) => InvoiceDraft.Create(Invoices.Terms() with { Tax = TwoRates }, lines, Invoices.Drafted);

    private static BillableLine Line(string price, decimal amount) => Invoices.Line(amount) with { PriceId = $"price_{price}" };

    private static BillableLine Adjustment(decimal amount) => Invoices.Line(amount) with { PriceId = null, Kind = LineKind.Adjustment };

    private static string Text(params decimal[] numbers) => string.Join(' ', numbers.Select(number => number.ToString(CultureInfo.InvariantCulture)));
}
