using System.Text.Json;
using Tallystick.Core.Billing;
using Tallystick.Core.Storage;

namespace Tallystick.Tests.Core.Tests.Billing;

public class BillingCadenceTests
{
    [Theory]
    [InlineData("P1D")]
    [InlineData("P1W")]
    [InlineData("P1M")]
    [InlineData("P3M")]
    [InlineData("P1Y")]
    public void A_cadence_is_text_everywhere(string text)
    {
        var cadence = BillingCadence.Parse(text);

        Assert.Equal(text, cadence.ToString());
        Assert.Equal($"\"{text}\"", JsonSerializer.Serialize(cadence, DocumentJson.Options));
        Assert.Equal(cadence, JsonSerializer.Deserialize<BillingCadence>($"\"{text}\"", DocumentJson.Options));
    }

    [Theory]
    [InlineData("P2M")]
    [InlineData("p1m")]
    [InlineData("PT1H")]
    [InlineData("")]
    [InlineData(null)]
    public void Other_durations_are_none(string? text)
    {
        Assert.False(BillingCadence.TryParse(text, out var cadence));
        Assert.Equal("", cadence.ToString());
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<BillingCadence>(JsonSerializer.Serialize(text), DocumentJson.Options));
    }
}
