using System.Text.Json;
using Tallystick.Core.Billing;
using Tallystick.Core.Features;
using Tallystick.Core.Usage;
using Tallystick.Http.Binding;

namespace Tallystick.Http.Features;

/// <summary>An entitlement to be made.</summary>
/// <param name="MerchantId">The key's merchant, or left out.</param>
/// <param name="CustomerId">The customer, by id or external id. Required.</param>
/// <param name="FeatureKey">The feature. Required.</param>
/// <param name="Config">How a static feature is configured: a text or an object, at most 4,096 bytes.</param>
/// <param name="UsagePeriod">How often the quota of a metered feature is reset; needed for one.</param>
/// <param name="IsSoftLimit">True where the customer may go on with nothing left; false unless given.</param>
/// <param name="IssueAfterReset">The quota that each period begins with, 0 or more; 0 unless given.</param>
/// <param name="IssueAfterResetPriority">The quota's turn among the grants, 0 to 255, low numbers first; 1 unless given.</param>
/// <param name="PreserveOverageAtReset">True where overage is taken off the next period; false unless given.</param>
/// <param name="ResetMaxRollover">The most of what is left of the quota that is carried over a reset; 0 unless given.</param>
/// <param name="ResetMinRollover">The least that is carried over a reset; 0 unless given.</param>
internal sealed record FeatureEntitlementRequest(
    string? MerchantId,
    string? CustomerId,
    string? FeatureKey,
    JsonElement? Config,
    UsagePeriodRequest? UsagePeriod,
    bool? IsSoftLimit,
    decimal? IssueAfterReset,
    int? IssueAfterResetPriority,
    bool? PreserveOverageAtReset,
    decimal? ResetMaxRollover,
    decimal? ResetMinRollover) : INamesMerchant
{
    private bool HasQuota =>
        UsagePeriod is not null || IsSoftLimit is not null || IssueAfterReset is not null || IssueAfterResetPriority is not null
        || PreserveOverageAtReset is not null || ResetMaxRollover is not null || ResetMinRollover is not null;

    public NewEntitlement ToEntitlement(Check check) => new(
        check.Text("customerId", CustomerId, UsageLimits.MaxKeyLength),
        check.Text("featureKey", FeatureKey, Feature.MaxKey),
        Config,
        HasQuota ? ToQuota(check) : null);

    private Quota ToQuota(Check check) => new(
        check.Required("usagePeriod", UsagePeriod)?.ToUsagePeriod(check.Within("usagePeriod")) ?? new UsagePeriod(BillingCadence.Month, null),
        check.OptionalAmount("issueAfterReset", IssueAfterReset) ?? 0)
    {
        IsSoftLimit = IsSoftLimit ?? false,
        IssueAfterResetPriority = IssueAfterResetPriority ?? Quota.DefaultPriority,
        PreserveOverageAtReset = PreserveOverageAtReset ?? false,
        ResetMaxRollover = check.OptionalAmount("resetMaxRollover", ResetMaxRollover) ?? 0,
        ResetMinRollover = check.OptionalAmount("resetMinRollover", ResetMinRollover) ?? 0,
    };
}
