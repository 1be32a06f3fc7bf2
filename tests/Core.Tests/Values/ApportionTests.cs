using Tallystick.Core.Values;

namespace Tallystick.Tests.Core.Tests.Values;

public class ApportionTests
{
    [Theory]
    [InlineData("1.00", "1 1 1", 2, "0.34 0.33 0.33")]
    [InlineData("1.00", "1 1 2", 2, "0.25 0.25 0.50")]
    [InlineData("0.05", "3 7", 2, "0.02 0.03")]
    [InlineData("0.01", "1 1", 2, "0.01 0.00")]
    [InlineData("-1.00", "1 1 1", 2, "-0.33 -0.33 -0.34")]
    [InlineData("100", "1 2 4", 0, "14 29 57")]
    [InlineData("10.000", "0 1 0.5", 3, "0 6.667 3.333")]
    [InlineData("0", "0 0", 2, "0 0")]
    [InlineData("0.02", "0.000000001 999999999999999.999999999 0", 2, "0 0.02 0")]
    public void An_amount_is_split_by_largest_remainder(string amount, string weights, int digits, string expected) =>
        Assert.Equal(Decimals(expected), Apportion.Split(decimal.Parse(amount), Decimals(weights), digits));

    [Fact]
    public void The_parts_add_up_and_are_less_than_a_unit_from_their_share()
    {
        for (var seed = 0; seed < 2_000; seed++)
        {
            var random = new Random(seed);
            var digits = random.Next(0, 5);
            var unit = (decimal)Math.Pow(10, -digits);
            var amount = random.NextInt64(-1_000_000_000_000, 1_000_000_000_000) * unit;
            var weights = Enumerable.Range(0, random.Next(1, 40)).Select(_ => random.Next(0, 1_000_000) / 1000m).Append(1).ToList();

            var parts = Apportion.Split(amount, weights, digits);

            Assert.True(parts.Sum() == amount, $"seed {seed}: {parts.Sum()} is not {amount}");
            var total = weights.Sum();
            Assert.All(parts.Zip(weights), pair =>
                Assert.True(Math.Abs(pair.First - (amount * pair.Second / total)) < unit, $"seed {seed}: {pair.First} for weight {pair.Second}"));
        }
    }

    [Theory]
    [InlineData("1", "0 0", 2)]
    [InlineData("1", "2 -1", 2)]
    [InlineData("0.001", "1", 2)]
    public void What_cannot_be_split_exactly_is_an_error(string amount, string weights, int digits) =>
        Assert.Throws<ArgumentException>(() => Apportion.Split(decimal.Parse(amount), Decimals(weights), digits));

    private static List<decimal> Decimals(string text) => [.. text.Split(' ').Select(decimal.Parse)];
}
