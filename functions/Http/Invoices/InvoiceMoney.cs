using Tallystick.Core.Values;

namespace Tallystick.Http.Invoices;

/// <summary>How amounts on invoices are written: with all digits of the currency's minor unit, 1.50 USD, 150 JPY.</summary>
internal static class InvoiceMoney
{
    public static string Format(decimal amount, Currency currency) => currency.Text(amount);
}
