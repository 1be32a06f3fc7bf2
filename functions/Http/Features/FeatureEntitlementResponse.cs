using System.Text.Json;
using NodaTime;
using Tallystick.Core.Customers;
using Tallystick.Core.Features;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Http.Features;

/// <summary>What a customer may use of a feature. What is about quotas is null where the feature is not metered.</summary>
/// <param name="EntitlementId">The entitlement's id.</param>
/// <param name="MerchantId">The merchant.</param>
/// <param name="CustomerId">The customer.</param>
/// <param name="FeatureKey">The feature.</param>
/// <param name="FeatureType">The feature's type.</param>
/// <param name="Status">active, or ended.</param>
/// <param name="HasAccess">True where the customer may use the feature.</param>
/// <param name="IsSoftLimit">True where the customer may go on with nothing left.</param>
/// <param name="Balance">What is left of the quota and the grants, 0 or more; null once the entitlement has ended, like the four that follow.</param>
/// <param name="UsageInPeriod">What was used in the current period.</param>
/// <param name="Overage">What was used with nothing left.</param>
/// <param name="CurrentPeriodStart">When the current period began.</param>
/// <param name="CurrentPeriodEnd">When the quota is reset.</param>
/// <param name="UsagePeriod">How often it is reset.</param>
/// <param name="IssueAfterReset">The quota that each period begins with.</param>
/// <param name="IssueAfterResetPriority">The quota's turn among the grants.</param>
/// <param name="PreserveOverageAtReset">True where overage is taken off the next period.</param>
/// <param name="ResetMaxRollover">The most of what is left of the quota that is carried over a reset.</param>
/// <param name="ResetMinRollover">The least that is carried over a reset.</param>
/// <param name="Config">How a static feature is configured; null for any other.</param>
/// <param name="CreatedAt">When the entitlement was made.</param>
/// <param name="EndedAt">When it was ended; null while it was not.</param>
internal sealed record FeatureEntitlementResponse(
    Id<Entitlement> EntitlementId,
    Id<Merchant> MerchantId,
    Id<Customer> CustomerId,
    string FeatureKey,
    FeatureType FeatureType,
    EntitlementStatus Status,
    bool HasAccess,
    bool? IsSoftLimit,
    decimal? Balance,
    decimal? UsageInPeriod,
    decimal? Overage,
    Instant? CurrentPeriodStart,
    Instant? CurrentPeriodEnd,
    UsagePeriodResponse? UsagePeriod,
    decimal? IssueAfterReset,
    int? IssueAfterResetPriority,
    bool? PreserveOverageAtReset,
    decimal? ResetMaxRollover,
    decimal? ResetMinRollover,
    JsonElement? Config,
    Instant CreatedAt,
    Instant? EndedAt)
{
    public string Object => "featureEntitlement";

    public static Func<EntitlementAccess, FeatureEntitlementResponse> For(Tenant tenant) => access =>
    {
        var (entitlement, quota, balance) = (access.Entitlement, access.Entitlement.Quota, access.Balance);
        return new(
            entitlement.Id,
            tenant.Merchant,
            entitlement.CustomerId,
            entitlement.FeatureKey,
            entitlement.FeatureType,
            access.Status,
            access.HasAccess,
            quota?.IsSoftLimit,
            balance?.Balance,
            balance?.UsageInPeriod,
            balance?.Overage,
            balance?.Period.Start,
            balance?.Period.End,
            quota is null ? null : new UsagePeriodResponse(quota.UsagePeriod.Interval, quota.UsagePeriod.Anchor),
            quota?.IssueAfterReset,
            quota?.IssueAfterResetPriority,
            quota?.PreserveOverageAtReset,
            quota?.ResetMaxRollover,
            quota?.ResetMinRollover,
            entitlement.Config,
            entitlement.CreatedAt,
            entitlement.EndedAt);
    };
}
