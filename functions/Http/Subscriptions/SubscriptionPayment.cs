using Tallystick.Core.Billing;
using Tallystick.Core.Values;

namespace Tallystick.Http.Subscriptions;

/// <summary>What is paid at a subscription's start.</summary>
/// <param name="InvoiceId">The invoice of it.</param>
/// <param name="Status"><c>pending</c>, <c>paid</c>, or <c>void</c> where it was called off.</param>
internal sealed record SubscriptionPayment(Id<Invoice> InvoiceId, string Status)
{
    public static SubscriptionPayment Of(Invoice invoice) => new(invoice.Id, invoice.Status switch
    {
        InvoiceStatus.Paid => "paid",
        InvoiceStatus.Void => "void",
        _ => "pending",
    });
}
