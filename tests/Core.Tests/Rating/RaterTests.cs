using System.Globalization;
using System.Numerics;
using Tallystick.Core.Rating;
using Tallystick.Core.Values;

namespace Tallystick.Tests.Core.Tests.Rating;

public class RaterTests
{
    [Theory]
    [InlineData("0.001", "1000", "USD", "1.00")]
    [InlineData("0.001", "1234567", "USD", "1234.57")]
    [InlineData("0.005", "1", "USD", "0.00")] // a tie goes to the even digit
    [InlineData("0.005", "3", "USD", "0.02")]
    [InlineData("0.005", "5", "USD", "0.02")]
    [InlineData("0.005", "-3", "USD", "-0.02")]
    [InlineData("0.005000001", "1", "USD", "0.01")]
    [InlineData("0.5", "1", "JPY", "0")]
    [InlineData("0.5", "3", "JPY", "2")]
    [InlineData("0.25", "9", "JPY", "2")]
    [InlineData("0.0005", "1", "KWD", "0.000")]
    [InlineData("0.0005", "3", "KWD", "0.002")]
    [InlineData("1.2345", "1", "KWD", "1.234")]
    [InlineData("1.23455", "1", "CLF", "1.2346")]
    [InlineData("0", "999999999999999", "USD", "0")]
    [InlineData("12.34", "0", "USD", "0")]
    [InlineData("0.000000001", "999999999999999.999999999", "USD", "1000000.00")]
    [InlineData("0.123456789", "999999999999999.999999999", "USD", "123456789000000.00")]
    [InlineData("999999999.999999999", "999999999999", "USD", "999999999998999999000.00")]
    public void An_amount_is_rounded_once_half_even_to_the_minor_unit(string unitPrice, string quantity, string currency, string amount) =>
        Assert.Equal(Number(amount), Rater.Rate(new StandardPrice(Number(unitPrice)), Number(quantity), Currency.Parse(currency)));

    [Theory]
    [InlineData("0.000000001", "0.5", "0")]
    [InlineData("0.000000001", "1.5", "0.000000002")]
    [InlineData("0.000000003", "0.333333333", "0.000000001")]
    [InlineData("0.123456789", "1000000000", "123456789")]
    [InlineData("0.002", "1.25", "0.0025")]
    public void An_amount_may_be_had_to_nine_digits(string unitPrice, string quantity, string amount) =>
        Assert.Equal(Number(amount), Rater.Amount(new StandardPrice(Number(unitPrice)), new UsedQuantity(Number(quantity))).Round(9));

    [Fact]
    public void No_digit_is_lost_between_nine_digit_prices_and_large_quantities()
    {
        string[] currencies = ["JPY", "USD", "KWD", "CLF"];
        for (var seed = 0; seed < 5_000; seed++)
        {
            var random = new Random(seed);
            var price = random.NextInt64(0, (long)1e13);
            var quantity = random.NextInt64((long)-9e18, (long)9e18);
            var model = new StandardPrice(price / 1_000_000_000m);
            var currency = Currency.Parse(currencies[seed % currencies.Length]);

            var rated = Rater.Rate(model, quantity / 1_000_000_000m, currency);
            var exact = Rater.Amount(model, new UsedQuantity(quantity / 1_000_000_000m)).Round(9);

            Assert.True(Oracle(price, quantity, currency.MinorUnitDigits) == Units(rated, currency.MinorUnitDigits), $"seed {seed}: {rated} {currency}");
            Assert.True(Oracle(price, quantity, 9) == Units(exact, 9), $"seed {seed}: {exact}");
        }
    }

    // The product in units of 10^-18, rounded half to even by looking at twice the remainder.
    private static BigInteger Oracle(long price, long quantity, int digits)
    {
        var divisor = BigInteger.Pow(10, 18 - digits);
        var magnitude = BigInteger.Abs(new BigInteger(price) * quantity);
        var (whole, rest) = (magnitude / divisor, magnitude % divisor);
        var up = (rest * 2).CompareTo(divisor) switch { > 0 => 1, 0 => (int)(whole % 2), _ => 0 };
        return (whole + up) * Math.Sign(quantity);
    }

    private static BigInteger Units(decimal value, int digits)
    {
        var text = value.ToString($"F{digits}", CultureInfo.InvariantCulture).Replace(".", "", StringComparison.Ordinal);
        Assert.Equal(value, decimal.Round(value, digits));
        return BigInteger.Parse(text, CultureInfo.InvariantCulture);
    }

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
