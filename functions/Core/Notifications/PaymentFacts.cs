using NodaTime;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;

namespace Tallystick.Core.Notifications;

/// <summary>Tells of payments, and of those of automatic top-ups under names of their own.</summary>
/// <param name="store">Where facts are.</param>
internal sealed class PaymentFacts(IDocumentStore store)
{
    private readonly LateFacts facts = new(store);

    /// <summary>Tells of a payment, once for each type.</summary>
    internal Task TellAsync(Tenant tenant, string type, Payment payment, Instant at, CancellationToken cancellation)
    {
        var isTopUp = type is FactTypes.TopUpRequested or FactTypes.TopUpSucceeded or FactTypes.TopUpFailed;
        var id = Id<BillingFact>.Of(payment.Id.Suffix + WordOf(type));
        return facts.TellAsync(
            tenant,
            id,
            sequence => new BillingFact
            {
                Id = id,
                Type = type,
                At = at,
                Sequence = sequence,
                TopUp = isTopUp ? TopUpFigures.Of(payment) : null,
                Payment = isTopUp ? null : PaymentFigures.Of(payment),
            },
            cancellation);
    }

    /// <summary>A payment may be told of under several names: each is a fact of its own.</summary>
    private static string WordOf(string type) => type switch
    {
        FactTypes.PaymentSucceeded => "paid",
        FactTypes.PaymentFailed => "unpaid",
        FactTypes.PaymentActionRequired => "page",
        _ => type.Split('.')[^1],
    };
}
