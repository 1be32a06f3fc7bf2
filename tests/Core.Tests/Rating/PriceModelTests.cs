using System.Text.Json;
using Tallystick.Core.Rating;
using Tallystick.Core.Storage;

namespace Tallystick.Tests.Core.Tests.Rating;

public class PriceModelTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("0.000000001")]
    [InlineData("1.500000000000")] // trailing zeros are no digits
    [InlineData("999999999999999.999999999")]
    public void A_price_may_have_nine_digits_after_the_point(string unitPrice) =>
        Assert.Empty(new StandardPrice(decimal.Parse(unitPrice)).Errors(""));

    [Theory]
    [InlineData("-0.01")]
    [InlineData("0.0000000001")]
    [InlineData("1000000000000000")]
    public void A_price_out_of_bounds_is_refused_with_its_field(string unitPrice)
    {
        var error = Assert.Single(new StandardPrice(decimal.Parse(unitPrice)).Errors("prices[2].properties."));
        Assert.Equal(("prices[2].properties.unitPrice", "INVALID_PRICE"), (error.Field, error.Code));
    }

    [Theory]
    [InlineData("""{"unitPrice":"0.001"}""")]
    public void The_shape_of_the_api_is_read(string properties) =>
        Assert.Equal(new StandardPrice(0.001m), PriceModelReader.Read("standard", JsonElement.Parse(properties)).OrThrow());

    [Theory]
    [InlineData("free", """{"unitPrice":"1"}""", "UNSUPPORTED_MODEL", "prices[0].model")]
    [InlineData(null, """{"unitPrice":"1"}""", "UNSUPPORTED_MODEL", "prices[0].model")]
    [InlineData("standard", "{}", "INVALID_PRICE", "prices[0].properties.unitPrice")]
    [InlineData("standard", "[]", "INVALID_PRICE", "prices[0].properties.unitPrice")]
    [InlineData("standard", """{"unitPrice":null}""", "INVALID_PRICE", "prices[0].properties.unitPrice")]
    [InlineData("standard", """{"unitPrice":"1e3"}""", "INVALID_PRICE", "prices[0].properties.unitPrice")]
    [InlineData("standard", """{"unitPrice":"-1"}""", "INVALID_PRICE", "prices[0].properties.unitPrice")]
    public void What_is_no_price_is_refused_with_its_field(string? model, string properties, string code, string field)
    {
        Assert.False(PriceModelReader.Read(model, JsonElement.Parse(properties), "prices[0]").TryGet(out _, out var refusal));
        Assert.Equal((code, field), (refusal.Code, Assert.Single(refusal.Errors).Field));
    }

    [Fact]
    public void A_document_names_the_model_and_reads_back()
    {
        PriceModel price = new StandardPrice(0.00100m);
        var json = JsonSerializer.Serialize(price, DocumentJson.Options);

        Assert.Equal("""{"model":"standard","unitPrice":"0.001"}""", json);
        Assert.Equal(price, JsonSerializer.Deserialize<PriceModel>(json, DocumentJson.Options));
    }

    [Fact]
    public void A_document_with_an_unlawful_price_does_not_read() =>
        Assert.ThrowsAny<Exception>(() => JsonSerializer.Deserialize<PriceModel>("""{"model":"standard","unitPrice":"-1"}""", DocumentJson.Options));
}
