using NodaTime;
using Tallystick.Core.Customers;
using Tallystick.Core.Disputes;
using Tallystick.Core.Values;

namespace Tallystick.Http.Disputes;

/// <summary>That a customer does not agree with a usage event.</summary>
/// <param name="Id">Its id.</param>
/// <param name="UsageEventId">The event.</param>
/// <param name="CustomerId">Whose event it is.</param>
/// <param name="Message">What the customer says.</param>
/// <param name="Status">What has become of it.</param>
/// <param name="CreatedAt">When it was opened.</param>
/// <param name="ResolvedAt">When it was decided; null while it is pending.</param>
/// <param name="Reason">Why it was decided so.</param>
/// <param name="ReversalId">The event that takes the disputed one out of the count: the dispute's own, or a void that came before it was accepted; null where there is none.</param>
internal sealed record DisputeResponse(
    Id<Dispute> Id,
    string UsageEventId,
    Id<Customer> CustomerId,
    string Message,
    DisputeStatus Status,
    Instant CreatedAt,
    Instant? ResolvedAt,
    string? Reason,
    string? ReversalId)
{
    public string Object => "dispute";

    public static DisputeResponse Of(Dispute dispute) => new(
        dispute.Id,
        dispute.UsageEventId,
        dispute.CustomerId,
        dispute.Message,
        dispute.Status,
        dispute.CreatedAt,
        dispute.ResolvedAt,
        dispute.Resolution,
        dispute.ReversalId);
}
