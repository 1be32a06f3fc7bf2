using Tallystick.Core.Billing;
using Tallystick.Core.Values;

namespace Tallystick.Core.Payments;

/// <summary>That a payment is to pay for an invoice, and how it is asked for.</summary>
/// <param name="Invoice">The invoice. What is paid goes into the wallet, and the invoice is paid from there.</param>
/// <param name="Attempt">The number of the attempt, from 1.</param>
/// <param name="Method">What is charged without the customer; null where the customer pays on a page.</param>
public sealed record PaymentCharge(Id<Invoice> Invoice, int Attempt, ChargedMethod? Method)
{
    /// <summary>The payment's key: one attempt is one payment, and its page another.</summary>
    internal string Key => $"{Invoice}:{Attempt}{(Method is null ? ":page" : "")}";
}
