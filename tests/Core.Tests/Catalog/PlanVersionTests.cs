using System.Text;
using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Catalog;
using Tallystick.Core.Rating;
using Tallystick.Core.Storage;
using Tallystick.Core.Values;

namespace Tallystick.Tests.Core.Tests.Catalog;

public sealed class PlanVersionTests
{
    /// <summary>Currency; fees in advance as price × quantity; their sum, each line rounded to the minor unit, half to even.</summary>
    [Theory]
    [InlineData("USD", "10x1", "10")]
    [InlineData("USD", "0.005x1 0.005x1", "0")]
    [InlineData("USD", "0.015x1 0.015x1", "0.04")]
    [InlineData("USD", "0.333x3", "1")]
    [InlineData("JPY", "10.5x1 11.5x1", "22")]
    [InlineData("USD", "", "0")]
    public void What_is_paid_in_advance_is_rounded_line_by_line(string currency, string fees, string total)
    {
        var prices = fees.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(fee => fee.Split('x')).Select((fee, index) => Fee($"{index}", fee[0], fee[1]));
        var arrears = Fee("late", "99", "1") with { PaymentTerm = PaymentTerm.InArrears };
        Assert.Equal(decimal.Parse(total), Version(currency, [.. prices, arrears]).InAdvanceTotal());
    }

    [Fact]
    public void A_version_is_read_back_as_it_was_written()
    {
        var version = Version("USD", [Fee("1", "2.50", "3")]) with { };
        var body = version.ToBody();
        var read = new StoredDocument("x", "1", body).As<PlanVersion>();
        Assert.Equal(Encoding.UTF8.GetString(body.Span), Encoding.UTF8.GetString(read.ToBody().Span));
        Assert.Equivalent(version.Terms, read.Terms, strict: true);
        Assert.Equal(version.Prices, read.Prices);
    }

    private static PlanVersion Version(string currency, IReadOnlyList<Price> prices) => new()
    {
        Id = Id<PlanVersion>.Of("1"),
        PlanId = Id<Plan>.Of("1"),
        Number = 1,
        Terms = new PlanTerms
        {
            ProductId = Id<Product>.Of("1"),
            Name = "Pro",
            Currency = Currency.Parse(currency),
            BillingCadence = BillingCadence.Month,
            GraceDuration = Duration.FromMinutes(90),
        },
        Prices = prices,
        CreatedAt = Instant.FromUtc(2026, 1, 1, 0, 0),
        EffectiveAt = Instant.FromUtc(2026, 1, 1, 0, 1),
    };

    private static Price Fee(string id, string unitPrice, string quantity) => new()
    {
        Id = Id<Price>.Of(id),
        FeeId = id,
        InvoiceDisplayName = id,
        PaymentTerm = PaymentTerm.InAdvance,
        Model = new StandardPrice(decimal.Parse(unitPrice)),
        Quantity = decimal.Parse(quantity),
        CreatedAt = Instant.FromUtc(2026, 1, 1, 0, 0),
    };
}
