using NodaTime;

namespace Tallystick.Http.Webhooks;

/// <summary>One try to deliver.</summary>
/// <param name="At">When the answer came, or was not waited for any longer.</param>
/// <param name="StatusCode">The receiver's answer; null where there was none.</param>
/// <param name="Error">Why there was none; null where there was one.</param>
internal sealed record WebhookAttemptResponse(Instant At, int? StatusCode, string? Error);
