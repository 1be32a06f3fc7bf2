using System.Text.Json.Serialization;
using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Limits;
using Tallystick.Core.Values;

namespace Tallystick.Core.Notifications;

/// <summary>Something that became true, as merchants are told of it. Of invoices, alerts and periods it is written in the commit that makes it true; of what is in other partitions, when it is seen there. Never changed.</summary>
public sealed record BillingFact : IIdentified
{
    /// <inheritdoc/>
    public static string IdPrefix => "evt";

    /// <summary>Made of the invoice, the payment, the alert or the subscription, and what happened to it, so that one happening has one id.</summary>
    public required Id<BillingFact> Id { get; init; }

    /// <summary>What happened: one of <see cref="FactTypes"/>.</summary>
    public required string Type { get; init; }

    /// <summary>When it happened, by the customer's clock.</summary>
    public required Instant At { get; init; }

    /// <summary>Its number among the tenant's facts, in the order of their commits, from 1.</summary>
    public required long Sequence { get; init; }

    /// <summary>The invoice as it was then; null for a fact of another kind.</summary>
    public InvoiceFigures? Invoice { get; init; }

    /// <summary>The payment of an automatic top-up as it was then; null for a fact of another kind.</summary>
    public TopUpFigures? TopUp { get; init; }

    /// <summary>The payment as it was then; null for a fact of another kind.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PaymentFigures? Payment { get; init; }

    /// <summary>The refund as it was then; null for a fact of another kind.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RefundFigures? Refund { get; init; }

    /// <summary>The customer; null for a fact of another kind.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CustomerFigures? Customer { get; init; }

    /// <summary>The subscription as it was then; null for a fact of another kind.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SubscriptionFigures? Subscription { get; init; }

    /// <summary>The entitlement as it was then; null for a fact of another kind.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EntitlementFigures? Entitlement { get; init; }

    /// <summary>How much was rejected; null for a fact of another kind.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RejectedFigures? Rejected { get; init; }

    /// <summary>The alert; null for a fact of another kind.</summary>
    public Alert? Alert { get; init; }

    /// <summary>The period that could not be closed; null for a fact of another kind.</summary>
    public StoppedFigures? Stopped { get; init; }

    /// <summary>The id of what happened to an invoice.</summary>
    public static Id<BillingFact> IdFor(Id<Invoice> invoice, string type) => Id<BillingFact>.Of(invoice.Suffix + type.Split('.')[^1]);
}
