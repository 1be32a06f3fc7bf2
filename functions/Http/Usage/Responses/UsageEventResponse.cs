using System.Text.Json;
using NodaTime;
using Tallystick.Core.Usage;
using Tallystick.Http.Usage.Requests;

namespace Tallystick.Http.Usage.Responses;

/// <summary>A usage event that is durably in the log.</summary>
public sealed record UsageEventResponse(
    string Id,
    string Object,
    string IdempotencyKey,
    string CustomerId,
    string MerchantId,
    string? SubscriptionId,
    string? EntitlementId,
    Instant Timestamp,
    Instant CreatedAt,
    IReadOnlyList<UsageProperty> Properties,
    JsonElement? Metadata)
{
    internal static UsageEventResponse Of(UsageReceipt receipt, string? subscription) =>
        Of(receipt.Id, receipt.Account, receipt.Usage, receipt.AcceptedAt, subscription);

    internal static UsageEventResponse Of(EventId id, AccountId account, UsageEvent usage, Instant createdAt, string? subscription) => new(
        id.ToString(),
        "usageEvent",
        usage.Key,
        account.Subject,
        account.Tenant.Merchant.ToString(),
        subscription,
        usage.Hold,
        usage.OccurredAt,
        createdAt,
        [.. usage.Measurements.Select(item => new UsageProperty(item.Metric.ToString(), item.Quantity, item.Price))],
        RawJson.Of(usage.Metadata));
}
