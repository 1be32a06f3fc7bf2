using NodaTime;

namespace Tallystick.Core.Notifications;

/// <summary>One try to deliver.</summary>
/// <param name="At">When the answer came, or was not waited for any longer.</param>
/// <param name="StatusCode">The receiver's answer; null where there was none.</param>
/// <param name="Error">Why there was none; null where there was one.</param>
public sealed record DeliveryAttempt(Instant At, int? StatusCode, string? Error)
{
    /// <summary>True where the receiver took it.</summary>
    public bool IsSuccess => StatusCode is >= 200 and < 300;

    /// <summary>True where the receiver wants nothing more: 410 Gone.</summary>
    public bool IsGone => StatusCode == 410;
}
