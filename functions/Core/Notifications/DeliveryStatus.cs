namespace Tallystick.Core.Notifications;

/// <summary>How far a delivery has come.</summary>
public enum DeliveryStatus
{
    /// <summary>To be tried, for the first time or again.</summary>
    Pending,

    /// <summary>The receiver answered with 2xx.</summary>
    Delivered,

    /// <summary>Given up: all attempts failed, or the endpoint was disabled or deleted.</summary>
    Failed,
}
