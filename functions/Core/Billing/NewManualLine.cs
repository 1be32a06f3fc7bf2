using NodaTime;
using Tallystick.Core.Values;

namespace Tallystick.Core.Billing;

/// <summary>A line that is to be added to a draft.</summary>
/// <param name="Description">What the invoice calls it: 1 to <see cref="MaxDescription"/> characters.</param>
/// <param name="Amount">What it comes to; null where quantity and unit price say it.</param>
/// <param name="Quantity">How much; null for 1 of an amount.</param>
/// <param name="UnitPrice">The price of one; null for an amount.</param>
/// <param name="TaxRate">Tax as a fraction; null for the rate that the customer or the plan has.</param>
public sealed record NewManualLine(string Description, decimal? Amount, decimal? Quantity, decimal? UnitPrice, decimal? TaxRate)
{
    /// <summary>The longest description.</summary>
    public const int MaxDescription = 200;

    /// <summary>
    /// The line. Quantity times unit price is rounded once, half to even, to the minor unit. Refused: the fields that break rules, by the names in the public
    /// API.
    /// </summary>
    /// <param name="id">The line's id.</param>
    /// <param name="currency">The invoice's currency.</param>
    /// <param name="taxRate">The rate unless one is given.</param>
    /// <param name="now">When it is added.</param>
    public Result<ManualLine> ToLine(Id<ManualLine> id, Currency currency, decimal taxRate, Instant now)
    {
        var errors = new List<FieldError>();
        if (string.IsNullOrWhiteSpace(Description) || Description.Length > MaxDescription)
        {
            errors.Add(new FieldError("description", $"1 to {MaxDescription} characters are expected.", "INVALID_VALUE"));
        }

        if (TaxRate is { } rate && (rate is < 0 or > 1 || !Exact.Fits(rate)))
        {
            errors.Add(new FieldError("taxRate", "A fraction from 0 to 1 is expected: 0.19 is 19 %.", "OUT_OF_RANGE"));
        }

        var amount = AmountIn(currency, errors);
        return errors.Count > 0
            ? Refusal.Invalid(errors)
            : new ManualLine
            {
                Id = id,
                Description = Description,
                Quantity = Quantity ?? 1,
                UnitPrice = UnitPrice ?? amount,
                Amount = amount,
                TaxRate = TaxRate ?? taxRate,
                AddedAt = now,
            };
    }

    private decimal AmountIn(Currency currency, List<FieldError> errors)
    {
        if (Amount is { } amount)
        {
            if (Quantity is not null || UnitPrice is not null)
            {
                errors.Add(new FieldError("amount", "Either an amount is expected, or a quantity and a unit price.", "INVALID_VALUE"));
            }
            else if (amount == 0 || !Exact.Fits(amount) || Exact.Round(amount, currency.MinorUnitDigits) != amount)
            {
                errors.Add(new FieldError("amount", $"An amount other than 0, in whole minor units of {currency}, is expected.", "INVALID_AMOUNT"));
            }

            return amount;
        }

        if (Quantity is not { } quantity || UnitPrice is not { } price)
        {
            errors.Add(new FieldError("amount", "Either an amount is expected, or a quantity and a unit price.", "REQUIRED"));
            return 0;
        }

        if (!Exact.Fits(quantity) || !Exact.Fits(price))
        {
            errors.Add(new FieldError(Exact.Fits(quantity) ? "unitPrice" : "quantity", $"At most 15 digits before and {Exact.MaxScale} after the point are taken.", "OUT_OF_RANGE"));
            return 0;
        }

        // Asked by a quotient, for a product may be more than a decimal can tell.
        var isTooMuch = price != 0 && Math.Abs(quantity) >= Exact.Limit / Math.Abs(price);
        var product = isTooMuch ? 0 : Exact.Multiply(quantity, price, currency.MinorUnitDigits);
        if (product == 0)
        {
            errors.Add(new FieldError("quantity", $"Quantity times unit price must come to something in {currency}, of at most 15 digits before the point.", "OUT_OF_RANGE"));
        }

        return product;
    }
}
