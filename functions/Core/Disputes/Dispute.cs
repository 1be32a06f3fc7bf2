using NodaTime;
using Tallystick.Core.Customers;
using Tallystick.Core.Values;

namespace Tallystick.Core.Disputes;

/// <summary>That a customer does not agree with a usage event. An event has one dispute at most.</summary>
public sealed record Dispute : IIdentified
{
    /// <summary>The fewest characters of a message.</summary>
    public const int MinMessage = 10;

    /// <summary>The most characters of a message.</summary>
    public const int MaxMessage = 1000;

    /// <inheritdoc/>
    public static string IdPrefix => "disp";

    /// <summary>The dispute's id.</summary>
    public required Id<Dispute> Id { get; init; }

    /// <summary>The event, as <see cref="Usage.EventId"/> writes it.</summary>
    public required string UsageEventId { get; init; }

    /// <summary>Whose event it is.</summary>
    public required Id<Customer> CustomerId { get; init; }

    /// <summary>What the customer says: <see cref="MinMessage"/> to <see cref="MaxMessage"/> characters.</summary>
    public required string Message { get; init; }

    /// <summary>What has become of it.</summary>
    public DisputeStatus Status { get; init; }

    /// <summary>When it was opened, by the customer's clock.</summary>
    public required Instant CreatedAt { get; init; }

    /// <summary>When it was decided; null while it is pending.</summary>
    public Instant? ResolvedAt { get; init; }

    /// <summary>Why it was decided so, in the merchant's words; null where nothing was said.</summary>
    public string? Resolution { get; init; }

    /// <summary>The event that takes the disputed one out of the count: the dispute's own, or the merchant's that came before it; null until it is in the log.</summary>
    public string? ReversalId { get; init; }

    /// <summary>Decides it; the same decision again changes nothing. Refused: <c>DISPUTE_RESOLVED</c> where it was decided otherwise.</summary>
    /// <param name="status">Accepted or declined.</param>
    /// <param name="resolution">Why; null to leave it open.</param>
    /// <param name="now">When.</param>
    public Result<Dispute> Resolve(DisputeStatus status, string? resolution, Instant now)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(status, DisputeStatus.Pending);
        return Status == DisputeStatus.Pending ? this with { Status = status, Resolution = resolution, ResolvedAt = now }
            : Status == status ? this
            : Refusal.Conflict("DISPUTE_RESOLVED", "The dispute was decided otherwise.");
    }
}
