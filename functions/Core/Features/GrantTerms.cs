using NodaTime;
using Tallystick.Core.Values;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Core.Features;

/// <summary>What a grant is to be. Amounts are in the metric's unit, within <see cref="Exact.Fits"/>.</summary>
/// <param name="Amount">How much may be used from it; above 0.</param>
/// <param name="EffectiveAt">From when on; null for now.</param>
/// <param name="ExpiresAt">Until when; null for no end.</param>
/// <param name="Priority">Its turn, 0 to <see cref="Quota.MaxPriority"/>: low numbers are used first, then what expires first, then what is oldest.</param>
/// <param name="ResetMaxRollover">The most of what is left that is carried over a reset.</param>
/// <param name="ResetMinRollover">The least that is carried over a reset, whatever is left.</param>
public sealed record GrantTerms(decimal Amount, Instant? EffectiveAt, Instant? ExpiresAt, int Priority, decimal ResetMaxRollover, decimal ResetMinRollover)
{
    /// <summary>
    /// All rules that the grant breaks, or null: <c>OUT_OF_RANGE</c>, and <c>BEFORE_CURRENT_PERIOD</c> for one that would change the balance of a period that is over.
    /// </summary>
    /// <param name="current">The entitlement's current period.</param>
    /// <param name="now">The customer's time.</param>
    internal Refusal? Check(Period current, Instant now)
    {
        var errors = new List<FieldError>();
        if (Amount <= 0)
        {
            // The most that is carried over may be the amount: it is not at fault too.
            errors.Add(new FieldError("amount", "It is above 0.", "OUT_OF_RANGE"));
        }
        else
        {
            errors.AddRange(Rollover.Check(ResetMinRollover, ResetMaxRollover));
        }

        if (Priority is < 0 or > Quota.MaxPriority)
        {
            errors.Add(new FieldError("priority", $"A whole number from 0 to {Quota.MaxPriority} is expected.", "OUT_OF_RANGE"));
        }

        if (EffectiveAt < current.Start)
        {
            errors.Add(new FieldError("effectiveAt", $"A time from {current.Start} on is expected, when the current period began.", "BEFORE_CURRENT_PERIOD"));
        }

        if (ExpiresAt <= (EffectiveAt ?? now))
        {
            errors.Add(new FieldError("expiresAt", $"It is after {EffectiveAt ?? now}, when the grant takes effect.", "OUT_OF_RANGE"));
        }

        return errors.Count == 0 ? null : Refusal.Invalid(errors);
    }
}
