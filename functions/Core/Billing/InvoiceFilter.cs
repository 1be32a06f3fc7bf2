using Tallystick.Core.Customers;
using Tallystick.Core.Values;

namespace Tallystick.Core.Billing;

/// <summary>Which invoices are wanted; null members want all.</summary>
/// <param name="Customer">Of this customer.</param>
/// <param name="Subscription">Of this subscription.</param>
/// <param name="Status">That have come this far.</param>
public sealed record InvoiceFilter(Id<Customer>? Customer = null, Id<Subscription>? Subscription = null, InvoiceStatus? Status = null)
{
    /// <summary>True where drafts are not wanted.</summary>
    public bool IsIssued { get; init; }

    /// <summary>True where all are wanted.</summary>
    internal bool IsEmpty => this == new InvoiceFilter();

    /// <summary>False where the id alone tells that the invoice is not wanted: it names its customer.</summary>
    internal bool Allows(Id<Invoice> id)
    {
        var owner = ChildIds.CustomerOf(id);
        return (Customer is null || owner == Customer) && (Subscription is not { } subscription || owner == ChildIds.CustomerOf(subscription));
    }

    /// <summary>True for an invoice that is wanted.</summary>
    internal bool Allows(Invoice invoice) =>
        (Customer is null || invoice.CustomerId == Customer)
        && (Subscription is null || invoice.SubscriptionId == Subscription.ToString())
        && (Status is null || invoice.Status == Status)
        && (!IsIssued || invoice.Number is not null);
}
