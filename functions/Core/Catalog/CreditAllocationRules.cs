using NodaTime;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;

namespace Tallystick.Core.Catalog;

/// <summary>What makes a plan's credit allocations ones that can be granted.</summary>
internal static class CreditAllocationRules
{
    private const int MaxNameLength = 255;

    private static readonly Duration Longest = Duration.FromDays(3660);

    /// <summary>What of the terms breaks a rule, by the names of the public API.</summary>
    internal static IEnumerable<FieldError> Check(PlanTerms terms)
    {
        if (terms.CreditAllocations.Count > PlanTerms.MaxCreditAllocations)
        {
            yield return new FieldError("creditAllocations", $"At most {PlanTerms.MaxCreditAllocations} are taken.", "TOO_MANY");
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, allocation) in terms.CreditAllocations.Index())
        {
            var path = $"creditAllocations[{index}].";
            if (!names.Add(allocation.Name))
            {
                yield return new FieldError(path + "name", "Another one has this name.", "DUPLICATE");
            }

            foreach (var (field, message, code) in Check(allocation))
            {
                yield return new FieldError(path + field, message, code);
            }
        }
    }

    private static IEnumerable<(string Field, string Message, string Code)> Check(CreditAllocation allocation)
    {
        if (allocation.Name.Length is < 1 or > MaxNameLength)
        {
            yield return ("name", $"1 to {MaxNameLength} characters are expected.", "OUT_OF_RANGE");
        }

        if (allocation.Amount <= 0 || !Exact.Fits(allocation.Amount))
        {
            yield return ("amount", "More than 0 is expected, with at most 15 digits before and 9 after the decimal point.", "OUT_OF_RANGE");
        }

        if (allocation.Priority is < 0 or > BurnOrder.MaxPriority)
        {
            yield return ("priority", $"0 to {BurnOrder.MaxPriority} are expected.", "OUT_OF_RANGE");
        }

        if (allocation.RolloverMaximum < 0 || !Exact.Fits(allocation.RolloverMaximum))
        {
            yield return ("recurrence.rolloverMaximum", "0 or more is expected.", "OUT_OF_RANGE");
        }

        if (allocation.RolloverMinimum < 0 || !Exact.Fits(allocation.RolloverMinimum) || allocation.RolloverMinimum > allocation.RolloverMaximum)
        {
            yield return ("recurrence.rolloverMinimum", "0 or more is expected, and at most rolloverMaximum.", "OUT_OF_RANGE");
        }

        if (allocation.ExpiresAfter <= Duration.Zero || allocation.ExpiresAfter > Longest)
        {
            yield return ("expiresAfter", $"A duration above zero, up to {IsoDuration.Format(Longest)}, is expected.", "OUT_OF_RANGE");
        }

        if (allocation is { Interval: not null, ExpiresAfter: not null })
        {
            yield return ("expiresAfter", "It is for credits that come once: what recurs expires with each interval.", "CONTRADICTORY");
        }
    }
}
