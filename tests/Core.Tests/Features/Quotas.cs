using NodaTime;
using NodaTime.Text;
using Tallystick.Core.Billing;
using Tallystick.Core.Features;
using Tallystick.Core.Values;

namespace Tallystick.Tests.Core.Tests.Features;

/// <summary>Entitlements and grants for tests: whole months of 2026, UTC, unless told otherwise.</summary>
internal static class Quotas
{
    public static Instant At(string text) => InstantPattern.ExtendedIso.Parse(text.Contains('T', StringComparison.Ordinal) ? $"{text}Z" : $"{text}T00:00:00Z").Value;

    public static Quota Monthly(decimal issue) => new(new UsagePeriod(BillingCadence.Month, At("2026-01-01")), issue);

    public static Entitlement To(Quota quota, string createdAt = "2026-01-01", string zone = "UTC") => new()
    {
        Id = Id<Entitlement>.Of("a"),
        CustomerId = Id<Tallystick.Core.Customers.Customer>.Of("a"),
        FeatureKey = "api-calls",
        FeatureType = FeatureType.Metered,
        Quota = quota,
        TimeZone = zone,
        CreatedAt = At(createdAt),
    };

    public static FeatureGrant Grant(string id, decimal amount, string effectiveAt, string? expiresAt = null, int priority = 1, decimal? max = null, decimal min = 0) => new()
    {
        Id = Id<FeatureGrant>.Of(id),
        IdempotencyKey = id,
        Terms = new GrantTerms(amount, null, null, priority, max ?? amount, min),
        EffectiveAt = At(effectiveAt),
        ExpiresAt = expiresAt is null ? null : At(expiresAt),
        CreatedAt = At(effectiveAt),
    };

    /// <summary>The balance at an instant, of these uses.</summary>
    public static QuotaBalance BalanceOf(Entitlement entitlement, IReadOnlyList<FeatureGrant> grants, Instant at, IReadOnlyList<(Instant At, decimal Amount)> uses)
    {
        var plan = QuotaPlan.Of(entitlement, grants, at, at + Duration.Epsilon);
        return QuotaFold.Fold(
            entitlement.Quota!, grants, plan, [.. plan.Stretches.Select(stretch => uses.Where(use => stretch.Period.Contains(use.At)).Sum(use => use.Amount))]);
    }
}
