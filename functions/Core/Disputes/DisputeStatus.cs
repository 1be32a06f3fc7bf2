namespace Tallystick.Core.Disputes;

/// <summary>What has become of a dispute. All but <see cref="Pending"/> are final.</summary>
public enum DisputeStatus
{
    /// <summary>The merchant has yet to decide.</summary>
    Pending,

    /// <summary>The customer is right: the event is taken out of the count, and what it cost is given back.</summary>
    Accepted,

    /// <summary>The event stands.</summary>
    Declined,
}
