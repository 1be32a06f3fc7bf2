using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Catalog;
using Tallystick.Core.Portals;
using Tallystick.Core.Values;
using Tallystick.Tests.Core.Tests.Billing;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Tests.Core.Tests.Portals;

public sealed class SpendForecastTests
{
    private static readonly Period Days = new(Instant.FromUtc(2026, 4, 1, 0, 0), Instant.FromUtc(2026, 5, 1, 0, 0));

    private static readonly Discount Tenth = new() { Type = DiscountType.Percentage, Value = 0.1m, Name = "Tenth" };

    /// <summary>The day of a month of thirty; what usage and fees come to by then; the forecast.</summary>
    [Theory]
    [InlineData(1, "10", "0", null)]
    [InlineData(1.5, "10", "0", "200.00")]
    [InlineData(10, "10", "0", "30.00")]
    [InlineData(10, "10", "5", "35.00")]
    [InlineData(15, "0", "5", "5.00")]
    [InlineData(7, "1", "0", "4.29")]
    [InlineData(30, "10", "5", "15")]
    [InlineData(31, "10", "5", "15")]
    public void Usage_goes_on_as_it_has_and_fees_stay(double day, string used, string fee, string? forecast) =>
        Assert.Equal(forecast is null ? null : decimal.Parse(forecast), SpendForecast.Of(At(day, Usage(decimal.Parse(used)), Fee(decimal.Parse(fee))), Terms()));

    [Fact]
    public void Nothing_is_told_of_a_period_that_has_not_begun() => Assert.Null(SpendForecast.Of(At(-3, Fee(5)), Terms()));

    [Fact]
    public void Tax_is_in_it() => Assert.Equal(35.70m, SpendForecast.Of(At(10, 0.19m, Usage(10)), Terms()));

    [Fact]
    public void A_minimum_is_filled_by_usage_and_not_added_to_it()
    {
        var invoice = At(10, Usage(10), Adjustment(40));

        Assert.Equal(50, SpendForecast.Of(invoice, Terms() with { MinimumCommitment = 50 }));
        Assert.Equal(60, SpendForecast.Of(At(10, Usage(20), Adjustment(30)), Terms() with { MinimumCommitment = 50 }));
    }

    [Fact]
    public void It_is_never_above_the_maximum()
    {
        Assert.Equal(25, SpendForecast.Of(At(10, Usage(10)), Terms() with { MaximumCharge = 25 }));
        Assert.Equal(25, SpendForecast.Of(At(10, Usage(30), Adjustment(-5)), Terms() with { MaximumCharge = 25 }));
        Assert.Equal(29.75m, SpendForecast.Of(At(10, 0.19m, Usage(10)), Terms() with { MaximumCharge = 25 }));
    }

    [Fact]
    public void What_is_paid_ahead_of_the_next_period_stands_beside_the_maximum() =>
        Assert.Equal(32, SpendForecast.Of(At(10, Usage(10), Fee(7) with { Period = new(Days.End, Days.End + Duration.FromDays(31)) }), Terms() with { MaximumCharge = 25 }));

    [Fact]
    public void Discounts_by_percentage_grow_with_what_they_are_on_and_those_by_amount_do_not()
    {
        var invoice = At(10, Usage(10), Off(-1, "price_1"), Fee(20), Off(-2, "price_fee"));

        Assert.Equal(27 + 18, SpendForecast.Of(invoice, Terms() with { Discounts = [Tenth] }));
        Assert.Equal(29 + 18, SpendForecast.Of(invoice, Terms() with { Discounts = [Tenth with { Type = DiscountType.Fixed, Value = 3 }] }));
    }

    [Fact]
    public void What_came_late_for_another_period_comes_once() =>
        Assert.Equal(34, SpendForecast.Of(At(10, Usage(10), Usage(4) with { Original = new OriginalInvoice(Id<Invoice>.Of("0"), "INV-000001") }), Terms()));

    private static Invoice At(double day, params BillableLine[] lines) => At(day, 0, lines);

    private static Invoice At(double day, decimal taxRate, params BillableLine[] lines) =>
        InvoiceDraft.Create(Invoices.Terms(taxRate: taxRate) with { Period = Days }, lines, Days.Start + Duration.FromDays(day));

    private static BillableLine Usage(decimal amount) => Invoices.Line(amount) with { Period = Days };

    private static BillableLine Fee(decimal amount) => Usage(amount) with { Kind = LineKind.Fee, PriceId = "price_fee", MetricId = null, MetricName = null, Evidence = null };

    private static BillableLine Off(decimal amount, string price) => Fee(amount) with { Kind = LineKind.Discount, PriceId = price };

    private static BillableLine Adjustment(decimal amount) => Fee(amount) with { Kind = LineKind.Adjustment, PriceId = null };

    private static PlanTerms Terms() => new()
    {
        ProductId = Id<Product>.Of("1"),
        Name = "Pro",
        Currency = Currency.Parse("USD"),
        BillingCadence = BillingCadence.Parse("P1M"),
    };
}
