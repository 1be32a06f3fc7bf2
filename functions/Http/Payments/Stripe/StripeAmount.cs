using System.Globalization;
using Tallystick.Core.Storage;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;

namespace Tallystick.Http.Payments.Stripe;

/// <summary>Amounts as Stripe has them: whole numbers of a unit that is Stripe's own for some currencies.</summary>
/// <remarks>See https://docs.stripe.com/currencies: minor units, three-decimal currencies, special cases.</remarks>
internal static class StripeAmount
{
    /// <summary>The most digits that a charge may have.</summary>
    private const long Max = 99_999_999;

    /// <summary>An amount in Stripe's unit; null where Stripe cannot take exactly this much.</summary>
    /// <param name="amount">Above 0, payable in the currency's minor unit.</param>
    /// <param name="currency">Its currency.</param>
    public static long? Of(decimal amount, Currency currency)
    {
        var (digits, step) = UnitOf(currency);
        var units = amount * Power(digits ?? 0);
        return digits is not null && units % step == 0 && units <= Max ? (long)units : null;
    }

    /// <summary>An amount in Stripe's unit, as Stripe reads it.</summary>
    /// <exception cref="InvalidOperationException">Stripe cannot take exactly this much: it was not checked before it was written.</exception>
    public static string Text(decimal amount, Currency currency) =>
        Of(amount, currency)?.ToString(CultureInfo.InvariantCulture) ?? throw new InvalidOperationException($"The amount in {currency} was not checked before it was written.");

    /// <summary>Demands that what Stripe tells is of the payment's amount.</summary>
    /// <exception cref="StoreUnavailableException">It is of another amount: nobody's money is taken for something else.</exception>
    public static void Demand(Payment payment, long? units, string? currency)
    {
        if (units != Of(payment.Amount, payment.Currency) || !payment.Currency.ToString().Equals(currency, StringComparison.OrdinalIgnoreCase))
        {
            throw new StoreUnavailableException($"What Stripe tells of the payment {payment.Id} is of another amount.");
        }
    }

    /// <summary>What can be taken in a currency, in words; null where nothing can.</summary>
    public static string? RuleOf(Currency currency)
    {
        var (digits, step) = UnitOf(currency);
        return digits is not { } known
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"must be a multiple of {step / Power(known):0.####} and at most {Math.Floor(Max / (decimal)step) * step / Power(known):0.####} in {currency}, for Stripe");
    }

    /// <summary>How many digits after the decimal point the unit is away, and how many of it every amount is a multiple of.</summary>
    private static (int? Digits, int Step) UnitOf(Currency currency) => (currency.ToString(), currency.MinorUnitDigits) switch
    {
        ("MGA", _) => (0, 1), // two digits in ISO 4217, none at Stripe
        ("ISK" or "UGX", _) => (2, 100), // no digits any more, and still written with two
        (_, 3) => (3, 10), // the last digit is 0
        (_, <= 2) => (currency.MinorUnitDigits, 1),
        _ => (null, 1),
    };

    private static decimal Power(int digits) => digits switch
    {
        0 => 1,
        2 => 100,
        _ => 1000,
    };
}
