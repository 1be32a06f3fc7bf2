using NodaTime;
using Tallystick.Core.Usage;

namespace Tallystick.Http.Usage.Responses;

/// <summary>A correction that is durably in the log.</summary>
/// <param name="Id">The correction's own id: an event like any other.</param>
/// <param name="Object">Always <c>usageCorrection</c>.</param>
/// <param name="Kind"><c>void</c> or <c>amendment</c>.</param>
/// <param name="Corrects">The event that it takes the place of.</param>
/// <param name="IdempotencyKey">Its key.</param>
/// <param name="CustomerId">The customer.</param>
/// <param name="Timestamp">When what it corrects occurred.</param>
/// <param name="CreatedAt">When it was accepted.</param>
/// <param name="Reason">Why, where something was said.</param>
public sealed record CorrectionResponse(
    string Id,
    string Object,
    string Kind,
    string Corrects,
    string IdempotencyKey,
    string CustomerId,
    Instant Timestamp,
    Instant CreatedAt,
    string? Reason)
{
    internal static CorrectionResponse Of(UsageReceipt receipt) => new(
        receipt.Id.ToString(),
        "usageCorrection",
        receipt.Usage.IsVoid ? "void" : "amendment",
        receipt.Usage.Corrects!.Value.ToString(),
        receipt.Usage.Key,
        receipt.Account.Subject,
        receipt.Usage.OccurredAt,
        receipt.AcceptedAt,
        receipt.Usage.Reason);
}
