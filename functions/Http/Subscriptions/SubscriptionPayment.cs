using Tallystick.Core.Billing;
using Tallystick.Core.Values;

namespace Tallystick.Http.Subscriptions;

/// <summary>What is paid at a subscription's start.</summary>
/// <param name="InvoiceId">The invoice of it.</param>
/// <param name="Status"><c>pending</c> or <c>paid</c>.</param>
internal sealed record SubscriptionPayment(Id<Invoice> InvoiceId, string Status);
