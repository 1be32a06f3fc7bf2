using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Rating;
using Tallystick.Core.Values;
using Tallystick.Tests.Core.Tests.Rating;
using Tallystick.Tests.Core.Tests.Usage.Kit;

namespace Tallystick.Tests.Core.Tests.Catalog;

public class PriceRulesTests
{
    private const string Tiers = """{"model":"graduated","tiers":[{"upTo":5,"unitPrice":1},{"unitPrice":"0.5"}]}""";
    private const string Matrix = """{"model":"matrix","dimensions":["a"],"cells":[{"values":{"a":"1"},"unitPrice":1}],"defaultUnitPrice":1}""";

    [Theory]
    [InlineData("""{"model":"standard","unitPrice":1}""")]
    [InlineData(Matrix)]
    [InlineData("""{"model":"dynamic","minPrice":0,"maxPrice":1}""")]
    [InlineData(Tiers)]
    [InlineData("""{"model":"standard","unitPrice":1,"freeUnits":1}""")]
    [InlineData("""{"model":"package","packageSize":2,"packagePrice":1}""")]
    [InlineData("""{"model":"percentage","percentage":"0.1"}""")]
    [InlineData("""{"model":"volume","tiers":[{"unitPrice":1}]}""")]
    [InlineData("""{"model":"linearVolume","default":1,"gradient":0,"min":0,"max":1}""")]
    public void A_wallet_pays_at_once_by_every_model(string model) =>
        Assert.Null(PriceRules.Check(PriceFor(model) with { PaymentTerm = PaymentTerm.Instant }));

    [Theory]
    [InlineData("""{"model":"standard","unitPrice":1}""", "1", null)]
    [InlineData(Tiers, "7", null)]
    [InlineData("""{"model":"package","packageSize":2,"packagePrice":1}""", "7", null)]
    [InlineData("""{"model":"standard","unitPrice":1,"freeUnits":1}""", "7", "properties.freeUnits UNSUPPORTED_FREE_UNITS")]
    [InlineData("""{"model":"percentage","percentage":"0.1"}""", "7", "model UNSUPPORTED_MODEL")]
    [InlineData(Matrix, "7", "model UNSUPPORTED_MODEL")]
    [InlineData("""{"model":"standard","unitPrice":"100000000"}""", "10000000", "quantity OUT_OF_RANGE")] // nobody could invoice it
    [InlineData("""{"model":"standard","unitPrice":"999999999999999"}""", "999999999999999", "quantity OUT_OF_RANGE")]
    public void A_fee_is_a_quantity_at_a_price(string model, string quantity, string? refused) =>
        Assert.Equal(refused, Told(PriceRules.Check(PriceFor(model) with { MetricId = null, FeeId = "base", Quantity = decimal.Parse(quantity) })));

    [Theory]
    [InlineData(Aggregation.Sum, "a", null)]
    [InlineData(Aggregation.Count, "a", null)]
    [InlineData(Aggregation.Max, "a", "billableMetricId UNSUPPORTED_AGGREGATION")] // the largest of each group do not add up to the largest of all
    [InlineData(Aggregation.Sum, "", "properties.dimensions UNKNOWN_DIMENSION")]
    [InlineData(Aggregation.Sum, "b", "properties.dimensions UNKNOWN_DIMENSION")]
    [InlineData(Aggregation.Sum, "a b", "properties.dimensions UNKNOWN_DIMENSION")]
    public void A_matrix_has_the_dimensions_of_its_metric(Aggregation aggregation, string dimensions, string? refused)
    {
        Assert.True(PropertyPath.TryParse("$.x", out var path));
        var metric = new Metric
        {
            Id = Id<Metric>.Of("1"),
            Name = "m",
            Unit = "u",
            Aggregation = aggregation,
            GroupBy = dimensions.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToDictionary(name => name, _ => path),
            CreatedAt = Instant.MinValue,
            EffectiveAt = Instant.MinValue,
        };

        Assert.Equal(refused, Told(PriceRules.Check(PriceFor(Matrix), metric, "")));
    }

    [Theory]
    [InlineData(Aggregation.Sum, null, null)]
    [InlineData(Aggregation.Count, null, null)]
    [InlineData(Aggregation.UniqueCount, null, "billableMetricId UNSUPPORTED_AGGREGATION")]
    [InlineData(Aggregation.Sum, "call", "billableMetricId UNSUPPORTED_METRIC")] // no price stands beside the value
    public void A_price_that_comes_with_the_event_stands_beside_a_reported_quantity(Aggregation aggregation, string? eventType, string? refused)
    {
        var metric = UsageSample.MetricOf(aggregation, eventType: eventType);

        Assert.Equal(refused, Told(PriceRules.Check(PriceFor("""{"model":"dynamic","minPrice":0,"maxPrice":1}"""), metric, "")));
    }

    [Fact]
    public void A_price_fits_into_its_plan()
    {
        var cells = Enumerable.Range(0, MatrixPrice.MaxCells).Select(i => new MatrixCell(new Dictionary<string, string> { ["a"] = new string('x', 100) + i }, 1));
        var price = PriceFor(Matrix) with { Model = new MatrixPrice(["a"], [.. cells], 0) };

        Assert.Equal("prices[0].properties TOO_LARGE", Told(PriceRules.Check(price, "prices[0].")));
    }

    private static string? Told(Refusal? refusal) => refusal is null ? null : string.Join("; ", refusal.Errors.Select(error => $"{error.Field} {error.Code}"));

    private static Price PriceFor(string model) => new()
    {
        Id = Id<Price>.Of("1"),
        MetricId = Id<Metric>.Of("1"),
        InvoiceDisplayName = "p",
        PaymentTerm = PaymentTerm.InArrears,
        Model = PriceOf.Json(model),
        CreatedAt = Instant.FromUtc(2026, 1, 1, 0, 0),
    };
}
