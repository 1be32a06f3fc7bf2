using System.Text.Json;

namespace Tallystick.Http.Usage.Requests;

/// <summary>Puts other content in the place of an event's; its time, type, source and hold stay.</summary>
/// <param name="IdempotencyKey">The merchant's key for the correction; without one it is made of the event's id. At most 255 characters.</param>
/// <param name="Reason">Why. At most 1,000 characters.</param>
/// <param name="Properties">All quantities of an event that was reported by metric id, 1 to 100.</param>
/// <param name="Data">All data of an event with a type.</param>
/// <param name="Metadata">Other notes; without it the event's stay.</param>
public sealed record AmendUsageRequest(
    string? IdempotencyKey = null,
    string? Reason = null,
    IReadOnlyList<UsageProperty>? Properties = null,
    JsonElement? Data = null,
    JsonElement? Metadata = null);
