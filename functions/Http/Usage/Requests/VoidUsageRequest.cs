namespace Tallystick.Http.Usage.Requests;

/// <summary>Takes an event out of the count.</summary>
/// <param name="IdempotencyKey">The merchant's key for the correction; without one it is made of the event's id. At most 255 characters.</param>
/// <param name="Reason">Why. At most 1,000 characters.</param>
public sealed record VoidUsageRequest(string? IdempotencyKey = null, string? Reason = null);
