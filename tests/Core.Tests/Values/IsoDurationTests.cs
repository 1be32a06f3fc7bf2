using NodaTime;
using Tallystick.Core.Values;

namespace Tallystick.Tests.Core.Tests.Values;

public sealed class IsoDurationTests
{
    [Theory]
    [InlineData("PT1H", 3600, "PT1H")]
    [InlineData("P7D", 604800, "P7D")]
    [InlineData("P1W", 604800, "P7D")]
    [InlineData("PT90M", 5400, "PT1H30M")]
    [InlineData("P1DT12H", 129600, "P1DT12H")]
    [InlineData("PT0S", 0, "P0D")]
    [InlineData("PT3600.0S", 3600, "PT1H")]
    [InlineData("PT-1H", -3600, "PT-1H")]
    public void A_duration_is_read_and_written(string text, int seconds, string shortest)
    {
        Assert.True(IsoDuration.TryParse(text, out var duration));
        Assert.Equal(Duration.FromSeconds(seconds), duration);
        Assert.Equal(shortest, IsoDuration.Format(duration));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1H")]
    [InlineData("P1M")]
    [InlineData("P1Y")]
    [InlineData("PT99999999999999999999H")]
    [InlineData("P99999999D")]
    [InlineData("PT9223372036854775807S")]
    [InlineData("P2147483647W")]
    public void What_has_no_fixed_length_is_none(string? text) => Assert.False(IsoDuration.TryParse(text, out _));
}
