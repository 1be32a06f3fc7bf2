using NodaTime;
using Tallystick.Core.Usage;

namespace Tallystick.Http.Usage.Responses;

/// <summary>An event that is durably in the log.</summary>
public sealed record EventResponse(
    string Id, string Object, string? Type, string? Source, string Subject, string IdempotencyKey, Instant Timestamp, Instant CreatedAt)
{
    internal static EventResponse Of(UsageReceipt receipt) => new(
        receipt.Id.ToString(),
        "event",
        receipt.Usage.Type,
        receipt.Usage.Source,
        receipt.Account.ExternalId ?? receipt.Account.Subject,
        receipt.Usage.Key,
        receipt.Usage.OccurredAt,
        receipt.AcceptedAt);
}
