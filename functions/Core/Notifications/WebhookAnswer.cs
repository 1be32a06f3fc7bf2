namespace Tallystick.Core.Notifications;

/// <summary>What a receiver answered: one of the two is null.</summary>
/// <param name="StatusCode">Its status.</param>
/// <param name="Error">Why there was no answer: a short sentence that tells nothing of the network behind the host.</param>
public sealed record WebhookAnswer(int? StatusCode, string? Error = null);
