namespace Tallystick.Tests.Core.Tests.Rating;

/// <summary>Examples that other systems give in their documentation come to the same amounts here.</summary>
public class PeerCasesTests
{
    private const string Fonts = """[{"upTo":5,"unitPrice":7},{"upTo":10,"unitPrice":"6.5"},{"upTo":null,"unitPrice":6}]""";
    private const string Decreasing =
        """[{"upTo":5,"unitPrice":5},{"upTo":10,"unitPrice":4},{"upTo":15,"unitPrice":3},{"upTo":20,"unitPrice":2},{"upTo":null,"unitPrice":1}]""";

    // https://docs.stripe.com/subscriptions/pricing-models/tiered-pricing
    [Theory]
    [InlineData("volume", "1", "7")]
    [InlineData("volume", "5", "35")]
    [InlineData("volume", "6", "39")]
    [InlineData("volume", "20", "120")]
    [InlineData("volume", "25", "150")]
    [InlineData("graduated", "1", "7")]
    [InlineData("graduated", "5", "35")]
    [InlineData("graduated", "6", "41.5")]
    [InlineData("graduated", "20", "127.5")]
    [InlineData("graduated", "25", "157.5")]
    public void Stripe_fonts(string model, string quantity, string amount) => Expect($$"""{"model":"{{model}}","tiers":{{Fonts}}}""", quantity, amount);

    // https://stripe.com/docs/billing/subscriptions/tiers
    [Theory]
    [InlineData("volume", "1", "5")]
    [InlineData("volume", "5", "25")]
    [InlineData("volume", "6", "24")]
    [InlineData("volume", "20", "40")]
    [InlineData("volume", "25", "25")]
    [InlineData("graduated", "6", "29")]
    public void Stripe_five_tiers(string model, string quantity, string amount) => Expect($$"""{"model":"{{model}}","tiers":{{Decreasing}}}""", quantity, amount);

    // https://stripe.com/docs/billing/subscriptions/quantity-transformation
    [Theory]
    [InlineData("1", "10")]
    [InlineData("3", "10")]
    [InlineData("5", "10")]
    [InlineData("6", "20")]
    [InlineData("7", "20")]
    public void Stripe_ten_dollars_for_every_five_users(string quantity, string amount) =>
        Expect("""{"model":"package","packageSize":5,"packagePrice":10}""", quantity, amount);

    // https://docs.stripe.com/billing/subscriptions/usage-based/transform-quantities: 150 minutes of a car at 10 USD an hour.
    [Fact]
    public void Stripe_hours_that_were_begun() => Expect("""{"model":"package","packageSize":60,"packagePrice":10,"rounding":"up"}""", "150", "30");

    // https://getlago.com/docs/guide/plans/charges/charge-models/package
    [Fact]
    public void Lago_packages_behind_free_units() => Expect("""{"model":"package","packageSize":100,"packagePrice":5,"freeUnits":100}""", "201", "10");

    // https://getlago.com/docs/guide/plans/charges/charge-models/volume
    [Fact]
    public void Lago_volume_with_a_flat_fee() => Expect(
        """
        {"model":"volume","tiers":[{"upTo":10000,"unitPrice":"0.0010","flatFee":10},{"upTo":50000,"unitPrice":"0.0008","flatFee":10},
         {"upTo":100000,"unitPrice":"0.0006","flatFee":10},{"upTo":null,"unitPrice":"0.0004","flatFee":10}]}
        """,
        "65000",
        "49");

    // https://docs.flexprice.io/docs/product-catalogue/plans/billing-models/tiered
    [Fact]
    public void Flexprice_volume() => Expect(
        """{"model":"volume","tiers":[{"upTo":10000,"unitPrice":"0.001"},{"upTo":50000,"unitPrice":"0.0008"},{"unitPrice":"0.0006"}]}""", "65000", "39");

    // https://docs.flexprice.io/docs/product-catalogue/plans/billing-models/tiered: a package that was begun counts.
    [Fact]
    public void Flexprice_packages() => Expect("""{"model":"package","packageSize":1000,"packagePrice":"1.00"}""", "4500", "5");

    // https://zuplo.com/docs/articles/monetization/pricing-models, whose prices are those of OpenMeter
    [Theory]
    [InlineData("graduated", "600")]
    [InlineData("volume", "150")]
    public void Zuplo_fifteen_thousand_units(string model, string amount) => Expect(
        $$"""{"model":"{{model}}","tiers":[{"upTo":1000,"unitPrice":"0.10"},{"upTo":10000,"unitPrice":"0.05"},{"upTo":null,"unitPrice":"0.01"}]}""", "15000", amount);

    // https://docs.useautumn.com/documentation/modelling-pricing/graduated-pricing
    [Fact]
    public void Autumn_fifteen_thousand_requests() => Expect(
        """{"model":"graduated","tiers":[{"upTo":1000,"unitPrice":"0.01"},{"upTo":10000,"unitPrice":"0.008"},{"upTo":null,"unitPrice":"0.005"}]}""", "15000", "107");

    // https://docs.dodopayments.com/features/usage-based-billing
    [Fact]
    public void Dodo_calls_above_a_free_threshold() => Expect("""{"model":"standard","unitPrice":"0.02","freeUnits":1000}""", "2500", "30");

    private static void Expect(string price, string quantity, string amount) => Assert.Equal(amount, PriceOf.Cost(PriceOf.Json(price), quantity));
}
