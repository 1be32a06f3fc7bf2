using NodaTime;
using Tallystick.Core.Payments;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Core.Notifications;

/// <summary>Tells of refunds of payments.</summary>
/// <param name="store">Where facts are.</param>
internal sealed class RefundFacts(IDocumentStore store)
{
    private readonly LateFacts facts = new(store);

    /// <summary>Tells what became of a refund, once; nothing of one that is pending. One that has succeeded may still come back: then both are told.</summary>
    internal Task TellAsync(Tenant tenant, PaymentRefund refund, Instant at, CancellationToken cancellation)
    {
        if (refund.Status == PaymentRefundStatus.Pending)
        {
            return Task.CompletedTask;
        }

        var type = refund.Status == PaymentRefundStatus.Succeeded ? FactTypes.RefundSucceeded : FactTypes.RefundFailed;
        var id = Id<BillingFact>.Of(refund.Id.Suffix + type.Split('.')[^1]);
        return facts.TellAsync(
            tenant,
            id,
            sequence => new BillingFact { Id = id, Type = type, At = at, Sequence = sequence, Refund = RefundFigures.Of(refund) },
            cancellation);
    }
}
