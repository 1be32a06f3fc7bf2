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
internal sealed record SubscriptionRequest(
    string? MerchantId,
    string? Name,
    string? PlanId,
    string? CustomerId,
    [property: Description("The first instant of its first period. Required.")] Instant? StartedAt,
    Instant? EndingAt,
    bool? AutoCharge,
    int? PaymentTermDays,
    string? TestClockId) : INamesMerchant
{
    // Within this the billing calendar counts; see its bounds.
    private static readonly Instant Earliest = Instant.FromUtc(2000, 1, 1, 0, 0);
    private static readonly Instant Latest = Instant.FromUtc(2200, 1, 1, 0, 0);

    public NewSubscription ToSubscription(Check check)
    {
        check.That(PaymentTermDays is null or (>= 0 and <= 365), "paymentTermDays", "0 to 365 days are expected.", "OUT_OF_RANGE");
        CheckTime(check, "startedAt", StartedAt);
        CheckTime(check, "endingAt", EndingAt);
        return new NewSubscription(
            check.Id<Customer>("customerId", CustomerId),
            check.Id<Plan>("planId", PlanId),
            check.Text("name", Name, 200),
            check.Required("startedAt", StartedAt))
        {
            EndingAt = EndingAt,
            AutoCharge = AutoCharge ?? true,
            PaymentTermDays = PaymentTermDays,
            TestClockId = TestClockId,
        };
    }

    private static void CheckTime(Check check, string field, Instant? time) =>
        check.That(time is null || (time >= Earliest && time <= Latest), field, "A time from 2000 to 2200 is expected.", "OUT_OF_RANGE");
}
