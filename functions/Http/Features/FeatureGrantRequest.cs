using NodaTime;
using Tallystick.Core.Features;
using Tallystick.Core.Usage;
using Tallystick.Http.Binding;
using Tallystick.Http.Subscriptions;

namespace Tallystick.Http.Features;

/// <summary>More of a metered feature to be granted.</summary>
/// <param name="MerchantId">The key's merchant, or left out.</param>
/// <param name="Amount">How much, above 0, in the metric's unit. Required.</param>
/// <param name="IdempotencyKey">Whoever asks again with it gets the same grant; at most 255 characters. Required.</param>
/// <param name="EffectiveAt">From when on, taken down to the whole hour; not before the current period. Now unless given.</param>
/// <param name="ExpiresAt">Until when, taken up to the whole hour; no end unless given.</param>
/// <param name="Priority">Its turn, 0 to 255: low numbers are used first, then what expires first, then what is oldest. 1 unless given.</param>
/// <param name="ResetMaxRollover">The most of what is left that is carried over a reset; the amount unless given.</param>
/// <param name="ResetMinRollover">The least that is carried over a reset; 0 unless given.</param>
internal sealed record FeatureGrantRequest(
    string? MerchantId,
    decimal? Amount,
    string? IdempotencyKey,
    Instant? EffectiveAt,
    Instant? ExpiresAt,
    int? Priority,
    decimal? ResetMaxRollover,
    decimal? ResetMinRollover) : INamesMerchant
{
    public string ToKey(Check check) => check.Text("idempotencyKey", IdempotencyKey, UsageLimits.MaxKeyLength);

    public GrantTerms ToTerms(Check check)
    {
        Times.CheckTime(check, "effectiveAt", EffectiveAt);
        Times.CheckTime(check, "expiresAt", ExpiresAt);
        var amount = check.Amount("amount", Amount);
        return new GrantTerms(
            amount,
            EffectiveAt,
            ExpiresAt,
            Priority ?? Quota.DefaultPriority,
            check.OptionalAmount("resetMaxRollover", ResetMaxRollover) ?? amount,
            check.OptionalAmount("resetMinRollover", ResetMinRollover) ?? 0);
    }
}
