using Tallystick.Core.Values;

namespace Tallystick.Tests.Core.Tests.Values;

public class TimeZonesTests
{
    [Theory]
    [InlineData("UTC", true)]
    [InlineData("Europe/Berlin", true)]
    [InlineData("Asia/Calcutta", true)]
    [InlineData("europe/berlin", false)]
    [InlineData("UTC+05:30", false)]
    [InlineData("Mars/Olympus", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_zone_is_found_by_its_exact_id(string? id, bool known)
    {
        Assert.Equal(known, TimeZones.TryFind(id, out var zone));
        Assert.Equal(known ? id : null, zone?.Id);
    }

    [Fact]
    public void A_zone_that_should_be_known_and_is_not_is_an_error() =>
        Assert.Throws<FormatException>(() => TimeZones.Find("Mars/Olympus"));
}
