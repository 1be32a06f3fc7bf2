using Tallystick.Core.Values;

namespace Tallystick.Core.Wallets;

/// <summary>When a customer is asked for a payment unasked.</summary>
/// <param name="Threshold">Asked where less than this is available, 0 or more.</param>
/// <param name="Amount">For how much: above 0, payable in the currency's minor unit, and at least the threshold, so that one payment is enough.</param>
/// <param name="MaxPerMonth">How often in a calendar month of the customer's time zone, 1 to 1,000; null for any number of times.</param>
/// <param name="Enabled">False for never, until it is set again.</param>
public sealed record AutoTopUpSettings(decimal Threshold, decimal Amount, int? MaxPerMonth, bool Enabled)
{
    /// <summary>What is wrong with them, by the names in the public API; null for nothing.</summary>
    /// <param name="currency">The wallet's currency.</param>
    internal Refusal? Check(Currency currency)
    {
        var digits = currency.MinorUnitDigits;
        List<FieldError> errors = [];
        if (Threshold < 0 || !Exact.Fits(Threshold))
        {
            errors.Add(new FieldError("threshold", "must be 0 or more, with at most 15 digits before and 9 after the decimal point", "INVALID_VALUE"));
        }

        if (Amount <= 0 || !Exact.Fits(Amount) || Exact.Round(Amount, digits) != Amount)
        {
            errors.Add(new FieldError("amount", $"must be more than 0, with at most {digits} digits after the decimal point in {currency}", "INVALID_VALUE"));
        }

        if (Amount < Threshold)
        {
            errors.Add(new FieldError("amount", "must be at least the threshold, so that one payment is enough", "INVALID_VALUE"));
        }

        if (MaxPerMonth is < 1 or > 1000)
        {
            errors.Add(new FieldError("maxPerMonth", "must be 1 to 1000", "INVALID_VALUE"));
        }

        return errors.Count == 0 ? null : Refusal.Invalid(errors);
    }
}
