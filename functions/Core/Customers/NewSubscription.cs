using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Catalog;
using Tallystick.Core.Values;

namespace Tallystick.Core.Customers;

/// <summary>A subscription that is wanted.</summary>
/// <param name="CustomerId">Who subscribes.</param>
/// <param name="PlanId">To what.</param>
/// <param name="Name">What it is called.</param>
/// <param name="StartedAt">The first instant of its first period.</param>
public sealed record NewSubscription(Id<Customer> CustomerId, Id<Plan> PlanId, string Name, Instant StartedAt)
{
    /// <summary>What is otherwise than the plan has it.</summary>
    public Tailoring Tailoring { get; init; } = Tailoring.None;

    /// <summary>The id to give; null for a new one. With an id, starting it twice is starting it once.</summary>
    public Id<Subscription>? Id { get; init; }

    /// <summary>When it is to end; null for open.</summary>
    public Instant? EndingAt { get; init; }

    /// <summary>The first instant that is charged, after the start; null for the plan's trial. At the start there is no trial.</summary>
    public Instant? TrialEnd { get; init; }

    /// <summary>What becomes of the fees of a first period that is shorter than a whole one.</summary>
    public Proration Proration { get; init; } = Proration.Prorate;

    /// <summary>Whether invoices are paid from the wallet unasked.</summary>
    public bool AutoCharge { get; init; } = true;

    /// <summary>Days from an invoice's issue to its due date; null for the plan's.</summary>
    public int? PaymentTermDays { get; init; }

    /// <summary>The customer's test clock, where the caller names it; null where not.</summary>
    public string? TestClockId { get; init; }
}
