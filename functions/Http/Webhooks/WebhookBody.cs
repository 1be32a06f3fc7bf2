using System.Text.Json;
using NodaTime;
using Tallystick.Core.Notifications;
using Tallystick.Core.Values;
using Tallystick.Http.Limits;

namespace Tallystick.Http.Webhooks;

/// <summary>What receivers get.</summary>
/// <param name="EventType">What happened.</param>
/// <param name="EventId">The same in every attempt, for receivers to know what they have got already.</param>
/// <param name="Timestamp">When it happened.</param>
/// <param name="Sequence">Its number among the tenant's facts: messages may overtake one another.</param>
/// <param name="Data">What it happened to, as it was then: the invoice, the payment, the refund, the customer, the subscription, the entitlement, the alert, the events that were rejected, or the period
/// that could not be closed.</param>
internal sealed record WebhookBody(string EventType, Id<BillingFact> EventId, Instant Timestamp, long Sequence, object Data)
{
    /// <summary>The bytes that tell of a fact: the same as long as this host has the same address.</summary>
    public static byte[] Of(BillingFact fact, HostAddress host) => JsonSerializer.SerializeToUtf8Bytes(
        new WebhookBody(fact.Type, fact.Id, fact.At, fact.Sequence, DataOf(fact, host)), HttpJson.Options);

    private static object DataOf(BillingFact fact, HostAddress host) =>
        fact switch
        {
            { Invoice: { } invoice } => WebhookInvoice.Of(invoice),
            { Alert: { } alert } => AlertResponse.Of(alert),
            { Stopped: { } stopped } => WebhookStoppedBilling.Of(stopped),
            { Payment: { } payment } => WebhookPayment.Of(payment, host),
            { Refund: { } refund } => WebhookRefund.Of(refund),
            { Customer: { } customer } => WebhookCustomer.Of(customer),
            { Subscription: { } subscription } => WebhookSubscription.Of(subscription),
            { Entitlement: { } entitlement } => WebhookEntitlement.Of(entitlement),
            { Rejected: { } rejected } => WebhookRejected.Of(rejected),
            _ => WebhookTopUp.Of(fact.TopUp!, host),
        };
}
