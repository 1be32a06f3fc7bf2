using System.Text.Json;
using Tallystick.Core.Rating;
using Tallystick.Core.Storage;

namespace Tallystick.Tests.Core.Tests.Rating;

public class PriceRefusalTests
{
    [Theory]
    [InlineData("graduated", """{}""", "tiers", "REQUIRED")]
    [InlineData("graduated", """{"tiers":[]}""", "tiers", "EMPTY")]
    [InlineData("graduated", """{"tiers":[{"upTo":1,"unitPrice":1}]}""", "tiers[0].upTo", "INVALID_TIER")] // the last tier is open
    [InlineData("graduated", """{"tiers":[{"unitPrice":1},{"unitPrice":1}]}""", "tiers[0].upTo", "INVALID_TIER")]
    [InlineData("graduated", """{"tiers":[{"upTo":0,"unitPrice":1},{"unitPrice":1}]}""", "tiers[0].upTo", "INVALID_TIER")]
    [InlineData("volume", """{"tiers":[{"upTo":5,"unitPrice":1},{"upTo":5,"unitPrice":1},{"unitPrice":1}]}""", "tiers[1].upTo", "INVALID_TIER")]
    [InlineData("volume", """{"tiers":[{"upTo":5,"unitPrice":1},{"upTo":4,"unitPrice":1},{"unitPrice":1}]}""", "tiers[1].upTo", "INVALID_TIER")] // they overlap
    [InlineData("volume", """{"tiers":[{"upTo":"0.0000000001","unitPrice":1},{"unitPrice":1}]}""", "tiers[0].upTo", "OUT_OF_RANGE")]
    [InlineData("volume", """{"tiers":[{"unitPrice":-1}]}""", "tiers[0].unitPrice", "INVALID_PRICE")]
    [InlineData("volume", """{"tiers":[{"unitPrice":1,"flatFee":"-0.1"}]}""", "tiers[0].flatFee", "INVALID_PRICE")]
    [InlineData("volume", """{"tiers":[{}]}""", "tiers[0].unitPrice", "INVALID_PRICE")]
    [InlineData("volume", """{"tiers":[7]}""", "tiers[0].unitPrice", "INVALID_PRICE")]
    [InlineData("volume", """{"tiers":[{"unitPrice":1}],"freeUnits":-1}""", "freeUnits", "OUT_OF_RANGE")]
    [InlineData("volume", """{"tiers":[{"unitPrice":1}],"freeUnits":"x"}""", "freeUnits", "INVALID_PRICE")]
    [InlineData("volume", """{"default":1,"gradient":0,"min":0}""", "max", "INVALID_PRICE")]
    [InlineData("linearVolume", """{"default":1,"gradient":0,"min":2,"max":1}""", "max", "BOUNDS_CROSSED")]
    [InlineData("linearVolume", """{"default":3,"gradient":0,"min":1,"max":2}""", "default", "OUT_OF_RANGE")]
    [InlineData("linearVolume", """{"default":1,"gradient":0,"min":-1,"max":2}""", "min", "INVALID_PRICE")]
    [InlineData("linearVolume", """{"default":1,"gradient":"0.0000000001","min":1,"max":2}""", "gradient", "INVALID_PRICE")]
    [InlineData("package", """{"packageSize":0,"packagePrice":1}""", "packageSize", "OUT_OF_RANGE")]
    [InlineData("package", """{"packageSize":1,"packagePrice":-1}""", "packagePrice", "INVALID_PRICE")]
    [InlineData("package", """{"packageSize":1,"packagePrice":1,"rounding":"nearest"}""", "rounding", "UNKNOWN_VALUE")]
    [InlineData("percentage", """{"percentage":3}""", "percentage", "OUT_OF_RANGE")] // 3 %, or 300 %?
    [InlineData("percentage", """{"percentage":"-0.1"}""", "percentage", "OUT_OF_RANGE")]
    [InlineData("percentage", """{"percentage":"0.1","minCharge":2,"maxCharge":1}""", "maxCharge", "BOUNDS_CROSSED")]
    [InlineData("percentage", """{"percentage":"0.1","fixedFee":2,"maxCharge":1}""", "maxCharge", "BOUNDS_CROSSED")]
    [InlineData("matrix", """{"dimensions":[],"cells":[],"defaultUnitPrice":1}""", "dimensions", "EMPTY")]
    [InlineData("matrix", """{"dimensions":"a","cells":[{"values":{},"unitPrice":1}],"defaultUnitPrice":1}""", "dimensions", "REQUIRED")]
    [InlineData("matrix", """{"dimensions":["a"],"cells":[{"values":{"b":"1"},"unitPrice":1}],"defaultUnitPrice":1}""", "cells[0].values", "UNKNOWN_DIMENSION")]
    [InlineData("matrix", """{"dimensions":["a"],"cells":[{"values":{"a":1},"unitPrice":1}],"defaultUnitPrice":1}""", "cells[0].values", "REQUIRED")]
    [InlineData("matrix", """{"dimensions":["a"],"cells":[{"values":{"a":"1"},"unitPrice":1},{"values":{"a":"1"},"unitPrice":2}],"defaultUnitPrice":1}""", "cells[1].values", "CELL_TWICE")]
    [InlineData("matrix", """{"dimensions":["a"],"cells":[{"values":{"a":"1"},"unitPrice":-1}],"defaultUnitPrice":1}""", "cells[0].unitPrice", "INVALID_PRICE")]
    [InlineData("matrix", """{"dimensions":["a"],"cells":[{"values":{"a":"1"},"unitPrice":1}]}""", "defaultUnitPrice", "INVALID_PRICE")] // no usage without a price
    [InlineData("dynamic", """{"minPrice":1}""", "maxPrice", "INVALID_PRICE")]
    [InlineData("dynamic", """{"minPrice":2,"maxPrice":1}""", "maxPrice", "BOUNDS_CROSSED")]
    [InlineData("dynamic", """{"minPrice":-1,"maxPrice":1}""", "minPrice", "INVALID_PRICE")]
    public void What_is_no_price_is_refused_with_its_field(string model, string properties, string field, string code)
    {
        Assert.False(PriceModelReader.Read(model, JsonElement.Parse(properties), "prices[3]").TryGet(out _, out var refusal));
        Assert.Equal(($"prices[3].properties.{field}", code), (refusal.Errors[0].Field, refusal.Errors[0].Code));
        Assert.True(code != "BOUNDS_CROSSED" || refusal.Errors[0].Message.StartsWith("The highest ", StringComparison.Ordinal), refusal.Errors[0].Message);
    }

    [Theory]
    [InlineData("volume", "tiers", """{"unitPrice":1}""", PriceTier.Max)]
    [InlineData("matrix", "cells", """{"values":{"a":"1"},"unitPrice":1}""", MatrixPrice.MaxCells)]
    public void A_price_has_only_so_many_parts(string model, string list, string part, int max)
    {
        var properties = $$"""{"dimensions":["a"],"defaultUnitPrice":0,"{{list}}":[{{string.Join(',', Enumerable.Repeat(part, max + 1))}}]}""";

        Assert.False(PriceModelReader.Read(model, JsonElement.Parse(properties)).TryGet(out _, out var refusal));
        Assert.Equal(($"properties.{list}", "TOO_MANY"), (refusal.Errors[0].Field, refusal.Errors[0].Code));
    }

    [Theory]
    [InlineData("""{"model":"standard","unitPrice":"2","freeUnits":"3"}""")]
    [InlineData("""{"model":"graduated","tiers":[{"upTo":"5","unitPrice":"1","flatFee":"2"},{"upTo":null,"unitPrice":"0.5"}]}""")]
    [InlineData("""{"model":"volume","tiers":[{"upTo":null,"unitPrice":"0.5"}],"freeUnits":"10"}""")]
    [InlineData("""{"model":"linearVolume","default":"1","gradient":"-0.001","min":"0.2","max":"1"}""")]
    [InlineData("""{"model":"package","packageSize":"100","packagePrice":"5","rounding":"down"}""")]
    [InlineData("""{"model":"percentage","percentage":"0.03","fixedFee":"1","minCharge":"2","maxCharge":"3"}""")]
    [InlineData("""{"model":"matrix","dimensions":["a"],"cells":[{"values":{"a":"1"},"unitPrice":"1"}],"defaultUnitPrice":"0"}""")]
    [InlineData("""{"model":"dynamic","minPrice":"0","maxPrice":"5"}""")]
    public void A_document_is_what_the_api_has_and_reads_back(string json)
    {
        var written = JsonSerializer.Serialize(PriceOf.Json(json), DocumentJson.Options);

        Assert.Equal(json, written);
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<PriceModel>(written, DocumentJson.Options), DocumentJson.Options));
    }

    [Theory]
    [InlineData("""{"model":"graduated","tiers":[]}""")]
    [InlineData("""{"model":"package","packageSize":"0","packagePrice":"5"}""")]
    [InlineData("""{"model":"standard","unitPrice":"1","freeUnits":"-1"}""")]
    public void A_document_that_breaks_a_rule_does_not_read(string json) =>
        Assert.ThrowsAny<JsonException>(() => JsonSerializer.Deserialize<PriceModel>(json, DocumentJson.Options));
}
