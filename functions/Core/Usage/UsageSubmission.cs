using NodaTime;

namespace Tallystick.Core.Usage;

/// <summary>An event as a client sends it, in the one shape that all ways of sending are mapped to. Its form has been checked.</summary>
public sealed record UsageSubmission
{
    /// <summary>Whose it is: a customer's id or external id.</summary>
    public required string Subject { get; init; }

    /// <summary>The field that named the subject, for messages.</summary>
    public required string SubjectField { get; init; }

    /// <summary>True where an unknown customer is refused; false where the event is kept until a customer of that name appears.</summary>
    public bool CustomerMustExist { get; init; }

    /// <summary>When it happened; null where the client does not say.</summary>
    public Instant? Timestamp { get; init; }

    /// <summary>The field that told the time, for messages.</summary>
    public string TimestampField { get; init; } = "timestamp";

    /// <summary>Where it stands among others; null for an event that came alone.</summary>
    public required ListPlace? Place { get; init; }

    /// <summary>The event; its time may be left to <see cref="Timestamp"/>.</summary>
    public required UsageEvent Usage { get; init; }
}
