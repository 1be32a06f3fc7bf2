using Tallystick.Core.Catalog;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;
using Tallystick.Http.Binding;
using Tallystick.Http.Grants;

namespace Tallystick.Http.Plans;

/// <summary>Credits that each subscription of a plan gets, in the plan's currency.</summary>
/// <param name="Name">What they are called, at most 255 characters; one of a plan has a name. Required.</param>
/// <param name="Amount">How much comes each time, more than 0. Required.</param>
/// <param name="Priority">0 to 255, the lowest is used first; 100 unless given, which is that of payments.</param>
/// <param name="Recurrence">How they come again, without <c>endsAt</c>: they end with the subscription, or with its plan. Once in its life unless given.</param>
/// <param name="ExpiresAfter">How long after they came what is left expires: an ISO 8601 duration of days and hours; never unless given. Not where they recur.</param>
internal sealed record CreditAllocationBody(string? Name, decimal? Amount, int? Priority, RecurrenceBody? Recurrence, string? ExpiresAfter)
{
    public static ValueList<CreditAllocation> Read(Check check, IReadOnlyList<CreditAllocationBody?>? allocations) =>
        new(check.Items("creditAllocations", allocations, PlanTerms.MaxCreditAllocations)
            .Select((allocation, index) => check.Required($"creditAllocations[{index}]", allocation)?.ToAllocation(check.Within($"creditAllocations[{index}]")))
            .OfType<CreditAllocation>());

    public static CreditAllocationBody Of(CreditAllocation allocation) => new(
        allocation.Name,
        allocation.Amount,
        allocation.Priority,
        allocation.Interval is { } interval ? new(interval.ToString(), allocation.RolloverMinimum, allocation.RolloverMaximum, null) : null,
        allocation.ExpiresAfter is { } expiry ? IsoDuration.Format(expiry) : null);

    private CreditAllocation ToAllocation(Check check)
    {
        check.That(Recurrence?.EndsAt is null, "recurrence.endsAt", "They end with the subscription, or with its plan: leave it out.", "CONTRADICTORY");
        return new CreditAllocation
        {
            Name = check.Text("name", Name, 255),
            Amount = check.Amount("amount", Amount),
            Priority = Priority ?? BurnOrder.BalancePriority,
            Interval = Recurrence?.IntervalFor(check.Within("recurrence")),
            RolloverMinimum = Recurrence?.RolloverMinimum ?? 0,
            RolloverMaximum = Recurrence?.RolloverMaximum ?? 0,
            ExpiresAfter = check.OptionalDuration("expiresAfter", ExpiresAfter),
        };
    }
}
