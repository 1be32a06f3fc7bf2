using NodaTime;

namespace Tallystick.Http.Usage.Requests;

/// <summary>Usage of a customer, by metric id.</summary>
/// <param name="IdempotencyKey">The merchant's key for the event: sent again, it never counts again. At most 255 characters.</param>
/// <param name="CustomerId">The customer's id or external id.</param>
/// <param name="MerchantId">The merchant of the API key; may be left out.</param>
/// <param name="Timestamp">When it happened.</param>
/// <param name="Properties">1 to 100 quantities.</param>
/// <param name="EntitlementId">The hold that pays for it.</param>
/// <param name="Metadata">The merchant's notes; dimensions of metrics are read from them.</param>
public sealed record ReportUsageRequest(
    string IdempotencyKey,
    string CustomerId,
    string? MerchantId,
    Instant Timestamp,
    IReadOnlyList<UsageProperty> Properties,
    string? EntitlementId = null,
    IReadOnlyDictionary<string, string>? Metadata = null);
