using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Http.Subscriptions;

/// <summary>That a customer uses a product under a plan.</summary>
/// <param name="Id">Its id.</param>
/// <param name="MerchantId">The merchant.</param>
/// <param name="CustomerId">The customer.</param>
/// <param name="Name">What it is called.</param>
/// <param name="PlanId">The plan that it is billed by now.</param>
/// <param name="PlanVersionId">The version that it is billed by now.</param>
/// <param name="Status">How it stands now, by the customer's clock.</param>
/// <param name="StartedAt">The first instant of its first period.</param>
/// <param name="EndingAt">When it is to end, as agreed at its start.</param>
/// <param name="EndedAt">When it was terminated to end.</param>
/// <param name="TerminationReason">Why it was terminated.</param>
/// <param name="AutoCharge">Whether invoices are paid from the wallet unasked.</param>
/// <param name="PaymentTermDays">Days that invoices may be paid in.</param>
/// <param name="TestClockId">The customer's test clock.</param>
/// <param name="Payment">What is paid at its start; null where nothing is.</param>
/// <param name="Phases">What it was, is and will be billed by, in order; the first begins with it.</param>
/// <param name="ScheduledChange">The one of them that it is to go on with next; null for none.</param>
/// <param name="ChargedAgainAt">The first instant behind the trial or the pause that it is on; null where it is on none, or nobody knows.</param>
/// <param name="Billing">Whether it is billed, or why its billing stopped.</param>
/// <param name="CreatedAt">When it was made, by the customer's clock.</param>
internal sealed record SubscriptionResponse(
    Id<Subscription> Id,
    Id<Merchant> MerchantId,
    Id<Customer> CustomerId,
    string Name,
    Id<Plan> PlanId,
    Id<PlanVersion> PlanVersionId,
    SubscriptionStatus Status,
    Instant StartedAt,
    Instant? EndingAt,
    Instant? EndedAt,
    string? TerminationReason,
    bool AutoCharge,
    int PaymentTermDays,
    string? TestClockId,
    SubscriptionPayment? Payment,
    IReadOnlyList<PhaseResponse> Phases,
    PhaseResponse? ScheduledChange,
    Instant? ChargedAgainAt,
    SubscriptionBilling Billing,
    Instant CreatedAt)
{
    public string Object => "subscription";

    public static SubscriptionResponse Of(
        Tenant tenant, Subscription subscription, Customer customer, SubscriptionPayment? payment, SubscriptionBilling billing, Instant now) => new(
        subscription.Id,
        tenant.Merchant,
        subscription.CustomerId,
        subscription.Name,
        subscription.PhaseAt(now).PlanId,
        subscription.PhaseAt(now).PlanVersionId,
        subscription.StatusAt(now),
        subscription.StartedAt,
        subscription.EndingAt,
        subscription.EndedAt,
        subscription.TerminationReason,
        subscription.AutoCharge,
        subscription.PaymentTermDays,
        customer.TestClockId,
        payment,
        [.. subscription.Phases.Select(PhaseResponse.Of)],
        subscription.ScheduledAt(now) is { } scheduled ? PhaseResponse.Of(scheduled) : null,
        subscription.ChargedAgainAt(now),
        billing,
        subscription.CreatedAt);
}
