using NodaTime;
using NodaTime.Text;
using Tallystick.Core.Billing;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Core.Notifications;

/// <summary>Where facts, endpoints and deliveries are: in the partition of the invoices, so that a fact is written in the commit that makes it true.</summary>
internal static class WebhookDocuments
{
    /// <summary>The id of the outbox's head.</summary>
    internal const string Head = "outbox-head";
    private const string DuePrefix = "deliver:";
    private static readonly InstantPattern SortableTime = InstantPattern.CreateWithInvariantCulture("uuuuMMddHHmmssfff");

    /// <summary>That a fact was told that is no part of the commit that made it true.</summary>
    internal static string Once(Id<BillingFact> fact) => $"told:{fact}";

    /// <summary>A fact that no delivery has been made of yet.</summary>
    internal static string Untold(long sequence) => $"outbox:{sequence:D19}";

    /// <summary>A fact of which deliveries were made.</summary>
    internal static string Told(long sequence) => $"fact:{sequence:D19}";

    /// <summary>The entry of a delivery that is to be tried.</summary>
    internal static string Due(Instant at, Id<WebhookDelivery> delivery) => $"{DuePrefix}{SortableTime.Format(at)}:{delivery}";

    /// <summary>The entry of a delivery that was put aside, under another name than those that are found.</summary>
    internal static string Stopped(DueDelivery due) => $"stopped-{due.Entry}";

    /// <summary>The facts that no delivery has been made of, in their order.</summary>
    internal static DocumentRange UntoldOf(Tenant tenant) => DocumentRange.WithPrefix(BillingDocuments.PartitionOf(tenant), "outbox:");

    /// <summary>The facts of which deliveries were made, in their order.</summary>
    internal static DocumentRange ToldOf(Tenant tenant) => DocumentRange.WithPrefix(BillingDocuments.PartitionOf(tenant), "fact:");

    /// <summary>The deliveries that are due, the earliest first.</summary>
    internal static DocumentRange DueUntil(Tenant tenant, Instant now) =>
        new(BillingDocuments.PartitionOf(tenant), DuePrefix, $"{DuePrefix}{SortableTime.Format(now)}~");

    /// <summary>The endpoints, in the order of their making.</summary>
    internal static DocumentRange EndpointsOf(Tenant tenant) =>
        DocumentRange.WithPrefix(BillingDocuments.PartitionOf(tenant), WebhookEndpoint.IdPrefix + "_");

    /// <summary>The deliveries to an endpoint, in the order of their facts.</summary>
    internal static DocumentRange DeliveriesTo(Tenant tenant, Id<WebhookEndpoint> endpoint) =>
        DocumentRange.WithPrefix(BillingDocuments.PartitionOf(tenant), Id<WebhookDelivery>.Of(endpoint.Suffix).ToString());
}
