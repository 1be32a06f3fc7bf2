using NodaTime;
using Tallystick.Core.Billing;

namespace Tallystick.Core.Customers;

/// <summary>Tells people what they will be asked for, before they accept.</summary>
/// <param name="starter">Makes subscriptions.</param>
/// <param name="first">Makes first invoices.</param>
public sealed class OfferPreviews(SubscriptionStarter starter, InitialInvoices first)
{
    /// <summary>The first invoice of whoever accepts an offer now; null where nothing is paid in advance. Nothing of it is kept.</summary>
    public Task<Invoice?> FirstInvoiceAsync(AuthorizationOffer offer, Instant now, CancellationToken cancellation)
    {
        var customer = offer.Link.CustomerAt(now);
        var subscription = starter.Preview(offer.Link.SubscriptionAt(now, offer.Version.Terms.Name), offer.Version, customer, now);
        return first.PreviewAsync(offer.Tenant, offer.Merchant, customer, subscription, offer.Version, now, cancellation);
    }
}
