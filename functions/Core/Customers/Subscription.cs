using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Catalog;
using Tallystick.Core.Values;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Core.Customers;

/// <summary>That a customer uses a product under a plan, from one time to another.</summary>
public sealed record Subscription : IIdentified
{
    /// <inheritdoc/>
    public static string IdPrefix => "sub";

    /// <summary>The subscription's id; see <see cref="ChildIds"/>.</summary>
    public required Id<Subscription> Id { get; init; }

    /// <summary>The customer.</summary>
    public required Id<Customer> CustomerId { get; init; }

    /// <summary>What it is called.</summary>
    public required string Name { get; init; }

    /// <summary>The plan.</summary>
    public required Id<Plan> PlanId { get; init; }

    /// <summary>The version of the plan that it is billed by.</summary>
    public required Id<PlanVersion> PlanVersionId { get; init; }

    /// <summary>The plan's currency.</summary>
    public required Currency Currency { get; init; }

    /// <summary>The metrics that it prices: of a customer's subscriptions at one time, each metric has one.</summary>
    public required IReadOnlyList<Id<Metric>> MetricIds { get; init; }

    /// <summary>The first instant of its first period.</summary>
    public required Instant StartedAt { get; init; }

    /// <summary>When it is to end, as agreed at its start; null for open.</summary>
    public Instant? EndingAt { get; init; }

    /// <summary>When it was terminated to end; null for one that was not.</summary>
    public Instant? EndedAt { get; init; }

    /// <summary>Why it was terminated.</summary>
    public string? TerminationReason { get; init; }

    /// <summary>When its first invoice was paid, or it began without one; null while it waits.</summary>
    public Instant? ActivatedAt { get; init; }

    /// <summary>From when on <see cref="ActivatedAt"/> is in force, by the real clock: what the log took before is not charged to the wallet.</summary>
    public Instant? ActivationRecordedAt { get; init; }

    /// <summary>From when on <see cref="EndedAt"/> is in force, by the real clock: what the log took before is judged without it.</summary>
    public Instant? EndRecordedAt { get; init; }

    /// <summary>The invoice of what is paid in advance of the first period; null where there is none.</summary>
    public Id<Invoice>? InitialInvoiceId { get; init; }

    /// <summary>Whether invoices are paid from the wallet unasked.</summary>
    public bool AutoCharge { get; init; } = true;

    /// <summary>Days from an invoice's issue to its due date.</summary>
    public required int PaymentTermDays { get; init; }

    /// <summary>When it was made, by the customer's clock.</summary>
    public required Instant CreatedAt { get; init; }

    /// <summary>When it ends, or never.</summary>
    public Instant End => EndedAt ?? EndingAt ?? Instant.MaxValue;

    /// <summary>From start to end; empty for one that ended before it began.</summary>
    public Period Span => new(StartedAt, Instant.Max(StartedAt, End));

    /// <summary>How it stands at a time.</summary>
    public SubscriptionStatus StatusAt(Instant now) =>
        End <= now ? SubscriptionStatus.Terminated
        : ActivatedAt is null ? SubscriptionStatus.PendingPayment
        : SubscriptionStatus.Active;
}
