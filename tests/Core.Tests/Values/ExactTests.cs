using Tallystick.Core.Values;

namespace Tallystick.Tests.Core.Tests.Values;

public class ExactTests
{
    [Theory]
    [InlineData("2147483648")]
    [InlineData("4294967295")]
    [InlineData("-9223372036854775808")]
    [InlineData("39614081257132168796771975168")]
    [InlineData("79228162514264337593543950335")]
    public void Every_part_of_a_mantissa_may_have_its_top_bit_set(string value)
    {
        Assert.Equal(decimal.Parse(value), Exact.Multiply(decimal.Parse(value), 1, 0));
        Assert.Equal(decimal.Parse(value), Exact.Multiply(1, decimal.Parse(value), 9));
    }
}
