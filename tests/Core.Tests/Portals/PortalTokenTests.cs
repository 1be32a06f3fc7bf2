using Tallystick.Core.Customers;
using Tallystick.Core.Portals;
using Tallystick.Core.Values;

namespace Tallystick.Tests.Core.Tests.Portals;

public sealed class PortalTokenTests
{
    private static readonly string Secret = new('s', 44);

    [Fact]
    public void It_names_its_subscription_and_is_read_back()
    {
        Assert.True(PortalToken.TryParse($"abc-{Secret}", out var token));

        Assert.Equal(Id<Subscription>.Parse("sub_abc"), token.Subscription);
        Assert.Equal($"abc-{Secret}", token.Reveal());
        Assert.DoesNotContain(Secret, token.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("abc")]
    [InlineData("abc-short")]
    [InlineData("a/c-ssssssssssssssssssssssssssssssssssssssssssss")]
    [InlineData("-ssssssssssssssssssssssssssssssssssssssssssss")]
    [InlineData("abc-ssssssssssssssssssssssssssssssssssssssssssss-x")]
    public void What_has_another_form_is_none(string? text) => Assert.False(PortalToken.TryParse(text, out _));
}
