using System.ComponentModel;
using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Http.Binding;

namespace Tallystick.Http.Subscriptions;

/// <summary>A subscription to be started.</summary>
/// <param name="MerchantId">The key's merchant, or left out.</param>
/// <param name="Name">What it is called, at most 200 characters. Required.</param>
/// <param name="PlanId">To what; its latest version stays with the subscription. Required.</param>
/// <param name="CustomerId">Who subscribes. Required.</param>
/// <param name="StartedAt">The first instant of its first period. Required.</param>
/// <param name="EndingAt">When it is to end; open unless given.</param>
/// <param name="AutoCharge">Whether invoices are paid from the wallet unasked; true unless given.</param>
/// <param name="PaymentTermDays">Days that invoices may be paid in, 0 to 365; the plan's unless given.</param>
/// <param name="TestClockId">The customer's test clock, or left out.</param>
/// <param name="Proration">What a first period that is shorter than a whole one has of its fees: <c>prorate</c> (unless given) for its part, <c>none</c> for all.</param>
/// <param name="TrialEnd">The first instant that is charged; the plan's trialDays after the start unless given. The start itself for no trial.</param>
/// <param name="Overrides">What is otherwise than the plan has it.</param>
/// <param name="Coupons">Codes of coupons; at most 5.</param>
internal sealed record SubscriptionRequest(
    string? MerchantId,
    string? Name,
    string? PlanId,
    string? CustomerId,
    [property: Description("The first instant of its first period. Required.")] Instant? StartedAt,
    Instant? EndingAt,
    bool? AutoCharge,
    int? PaymentTermDays,
    string? TestClockId,
    string? Proration,
    Instant? TrialEnd,
    OverridesRequest? Overrides,
    IReadOnlyList<string?>? Coupons) : INamesMerchant
{
    public NewSubscription ToSubscription(Check check)
    {
        check.That(PaymentTermDays is null or (>= 0 and <= 365), "paymentTermDays", "0 to 365 days are expected.", "OUT_OF_RANGE");
        Times.CheckTime(check, "startedAt", StartedAt);
        Times.CheckTime(check, "endingAt", EndingAt);
        Times.CheckTime(check, "trialEnd", TrialEnd);
        return new NewSubscription(
            check.Id<Customer>("customerId", CustomerId),
            check.Id<Plan>("planId", PlanId),
            check.Text("name", Name, 200),
            check.Required("startedAt", StartedAt))
        {
            Tailoring = OverridesRequest.ToTailoring(check, Overrides, Coupons),
            EndingAt = EndingAt,
            TrialEnd = TrialEnd,
            Proration = Times.ProrationOf(check, Proration, Core.Billing.Proration.Prorate),
            AutoCharge = AutoCharge ?? true,
            PaymentTermDays = PaymentTermDays,
            TestClockId = TestClockId,
        };
    }
}
