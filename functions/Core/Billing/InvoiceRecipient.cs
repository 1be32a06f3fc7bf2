using System.Text.Json.Serialization;
using Tallystick.Core.Customers;

namespace Tallystick.Core.Billing;

/// <summary>Who an invoice was made out to: kept beside the invoice, not in it, so that it can be erased while the invoice stays as it was issued.</summary>
/// <param name="Name">What the customer was called when the invoice was made.</param>
/// <param name="Email">Where it goes; null where the customer gave no address.</param>
public sealed record InvoiceRecipient(string Name, string? Email)
{
    /// <summary>The number under which the customer is registered for tax; null where none was given.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TaxId { get; init; }

    /// <summary>The customer, as it is now.</summary>
    internal static InvoiceRecipient Of(Customer customer) => new(customer.Name, customer.Email) { TaxId = customer.TaxId };
}
