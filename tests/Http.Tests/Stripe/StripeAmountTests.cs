using System.Globalization;
using Tallystick.Core.Values;
using Tallystick.Http.Payments.Stripe;

namespace Tallystick.Tests.Http.Tests.Stripe;

public sealed class StripeAmountTests
{
    [Theory]
    [InlineData("10", "USD", 1000L)]
    [InlineData("0.01", "EUR", 1L)]
    [InlineData("500", "JPY", 500L)]
    [InlineData("500", "MGA", 500L)]
    [InlineData("5", "ISK", 500L)]
    [InlineData("5", "UGX", 500L)]
    [InlineData("10.45", "HUF", 1045L)]
    [InlineData("5.12", "KWD", 5120L)]
    [InlineData("999999.99", "USD", 99_999_999L)]
    public void An_amount_is_written_in_Stripes_unit(string amount, string currency, long units) => Assert.Equal(units, Of(amount, currency));

    [Theory]
    [InlineData("5.124", "KWD", "multiple of 0.01 and at most 99999.99")]
    [InlineData("1.5", "MGA", "multiple of 1 and at most 99999999")]
    [InlineData("1000000", "USD", "multiple of 0.01 and at most 999999.99")]
    [InlineData("1000000", "ISK", "multiple of 1 and at most 999999")]
    [InlineData("1", "CLF", null)]
    public void An_amount_that_would_have_to_be_rounded_is_not_taken_and_the_rule_is_told(string amount, string currency, string? rule)
    {
        Assert.Null(Of(amount, currency));
        Assert.Contains(rule ?? "", StripeAmount.RuleOf(Currency.Parse(currency)) ?? "", StringComparison.Ordinal);
    }

    private static long? Of(string amount, string currency) => StripeAmount.Of(decimal.Parse(amount, CultureInfo.InvariantCulture), Currency.Parse(currency));
}
