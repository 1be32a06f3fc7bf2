using NodaTime;
using Tallystick.Core.Storage;

namespace Tallystick.Core.Billing;

/// <summary>A draft that is to be issued.</summary>
/// <param name="Invoice">The draft as it was read; without a version where it is new.</param>
/// <param name="Now">When it is issued, by the customer's clock.</param>
/// <param name="PaymentTermDays">Days that the customer has to pay, 0 or more.</param>
/// <param name="Clock">The customer's test clock; null for the real one.</param>
internal readonly record struct IssuableDraft(Versioned<Invoice> Invoice, Instant Now, int PaymentTermDays, string? Clock)
{
    /// <summary>A draft of a subscription's.</summary>
    internal static IssuableDraft Of(SubscriptionContext context, Versioned<Invoice> draft) =>
        new(draft, context.Now, context.Subscription.PaymentTermDays, context.Customer.TestClockId);
}
