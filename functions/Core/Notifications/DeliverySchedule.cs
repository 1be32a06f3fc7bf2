using NodaTime;

namespace Tallystick.Core.Notifications;

/// <summary>When a delivery is tried: eight times within 27 hours and 35 minutes.</summary>
/// <remarks>The waits are those that the specification of Standard Webhooks recommends.</remarks>
public static class DeliverySchedule
{
    private static readonly Duration[] Waits =
    [
        Duration.Zero, Duration.FromSeconds(5), Duration.FromMinutes(5), Duration.FromMinutes(30),
        Duration.FromHours(2), Duration.FromHours(5), Duration.FromHours(10), Duration.FromHours(10),
    ];

    /// <summary>How long to wait after so many attempts that failed; null where they were all.</summary>
    public static Duration? WaitAfter(int attempts) => attempts < Waits.Length ? Waits[attempts] : null;
}
