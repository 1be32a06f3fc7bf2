using NodaTime;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;

namespace Tallystick.Core.Billing;

/// <summary>A draft that is to be issued.</summary>
/// <param name="Invoice">The draft as it was read; without a version where it is new.</param>
/// <param name="Now">When it is issued, by the customer's clock.</param>
/// <param name="PaymentTermDays">Days that the customer has to pay, 0 or more.</param>
/// <param name="Clock">The customer's test clock; null for the real one.</param>
/// <param name="Seller">What the invoice says of the merchant; null for the name alone.</param>
/// <param name="IsCharged">True where the customer has a payment method that is charged unasked.</param>
internal readonly record struct IssuableDraft(Versioned<Invoice> Invoice, Instant Now, int PaymentTermDays, string? Clock, Seller? Seller, bool IsCharged)
{
    /// <summary>A draft of a subscription's.</summary>
    internal static IssuableDraft Of(SubscriptionContext context, Versioned<Invoice> draft) =>
        new(draft, context.Now, context.Subscription.PaymentTermDays, context.Customer.TestClockId, context.Merchant.Seller, context.IsCharged);
}
