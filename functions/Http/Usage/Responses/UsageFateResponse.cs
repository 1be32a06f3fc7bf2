using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Usage;
using Tallystick.Http.Telemetry;
using Tallystick.Http.Usage.Requests;

namespace Tallystick.Http.Usage.Responses;

/// <summary>An event and what became of it.</summary>
/// <param name="Id">The event's id.</param>
/// <param name="Object">Always <c>usageEvent</c>.</param>
/// <param name="Status">accepted, counted or rejected.</param>
/// <param name="IdempotencyKey">The merchant's key; null where the event could not be read.</param>
/// <param name="CustomerId">The customer, or the external id under which none is known.</param>
/// <param name="MerchantId">The merchant.</param>
/// <param name="SubscriptionId">The subscription that it falls under; null for none.</param>
/// <param name="EntitlementId">The hold that it names.</param>
/// <param name="Timestamp">When it occurred.</param>
/// <param name="CreatedAt">When the log took it.</param>
/// <param name="Type">Its type.</param>
/// <param name="Source">Its source.</param>
/// <param name="Data">Its data.</param>
/// <param name="Properties">Its quantities.</param>
/// <param name="Metadata">The merchant's notes.</param>
/// <param name="Position">Where it stands in the log: log, partition, sequence, index.</param>
/// <param name="TraceId">The trace that follows it through the pipeline, where the operator's telemetry has it.</param>
/// <param name="Window">The start of the hour that it is counted in; null where it is not counted.</param>
/// <param name="InvoiceLines">The invoice lines that it is counted on, one for each metric that is billed; null before its period has an invoice.</param>
/// <param name="Rejection">Why it was rejected.</param>
/// <param name="ReplayedAs">The id that it was replayed as.</param>
/// <param name="Corrects">The event that it takes the place of; null where it is no correction.</param>
/// <param name="CorrectedBy">The correction that takes its place; null for none.</param>
/// <param name="Reason">Why it was corrected or brought in afterwards.</param>
/// <param name="Backfill">True for an event that was brought in afterwards.</param>
/// <param name="Deliveries">Its other deliveries: retries, conflicts, earlier rejections; left out in lists.</param>
public sealed record UsageFateResponse(
    string Id,
    string Object,
    EventStatus Status,
    string? IdempotencyKey,
    string CustomerId,
    string MerchantId,
    string? SubscriptionId,
    string? EntitlementId,
    Instant? Timestamp,
    Instant CreatedAt,
    string? Type,
    string? Source,
    JsonElement? Data,
    IReadOnlyList<UsageProperty> Properties,
    JsonElement? Metadata,
    string Position,
    string TraceId,
    Instant? Window,
    IReadOnlyList<BilledLineResponse>? InvoiceLines,
    Rejection? Rejection,
    string? ReplayedAs,
    string? Corrects,
    string? CorrectedBy,
    string? Reason,
    bool Backfill,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<OutcomeResponse>? Deliveries)
{
    internal static UsageFateResponse Of(EventFate fate, string? subscription, EventId? correctedBy, IReadOnlyList<BilledLine> lines) =>
        Of(fate.Status, fate.Delivery, subscription, correctedBy, lines) with
        {
            Rejection = fate.Rejection,
            ReplayedAs = fate.ReplayedAs,
            Deliveries = [.. fate.Others.Select(OutcomeResponse.Of)],
        };

    internal static UsageFateResponse Of(EventStatus status, Delivery delivery, string? subscription, EventId? correctedBy, IReadOnlyList<BilledLine> lines)
    {
        var usage = delivery.Usage;
        return new(
            delivery.Event.ToString(),
            "usageEvent",
            status,
            usage?.Key,
            delivery.Account.ExternalId ?? delivery.Account.Subject,
            delivery.Account.Tenant.Merchant.ToString(),
            subscription,
            usage?.Hold,
            usage?.OccurredAt,
            delivery.EnqueuedAt,
            usage?.Type,
            usage?.Source,
            RawJson.Of(usage?.Data ?? default),
            [.. (usage?.Measurements ?? []).Select(item => new UsageProperty(item.Metric.ToString(), item.Quantity, item.Price))],
            RawJson.Of(usage?.Metadata ?? default),
            delivery.Position.ToString(),
            PipelineTraces.TraceOf(delivery.Event).ToHexString(),
            status == EventStatus.Counted ? UsageWindow.HourOf(usage!.OccurredAt) : null,
            lines.Count == 0 ? null : [.. lines.Select(BilledLineResponse.Of)],
            Rejection: null,
            ReplayedAs: null,
            usage?.Corrects?.ToString(),
            correctedBy?.ToString(),
            usage?.Reason,
            usage?.IsBackfill == true,
            Deliveries: null);
    }
}
