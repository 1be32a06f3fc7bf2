using NodaTime;
using Tallystick.Core.Customers;
using Tallystick.Core.Tenancy;
using Tallystick.Http.Plans;

namespace Tallystick.Http.Checkout;

/// <summary>An offer as the person is shown it whom it was made for.</summary>
/// <param name="Status">Pending, completed or expired.</param>
/// <param name="MerchantName">Who offers.</param>
/// <param name="Mode">Live, or test: then no money moves.</param>
/// <param name="Name">The customer to be; null once the offer is over.</param>
/// <param name="Email">Whom the offer was made for; null once it is over.</param>
/// <param name="Plan">What is offered.</param>
/// <param name="FirstInvoice">What is paid at the start: as it would be now, or, once the offer was accepted, as it stands. Null where nothing is.</param>
/// <param name="ExpiresAt">Until when the offer can be accepted.</param>
/// <param name="RedirectUrl">Where the person goes on, as the merchant said; null before the offer was accepted, and for nowhere.</param>
internal sealed record CheckoutResponse(
    AuthorizationStatus Status,
    string MerchantName,
    Mode Mode,
    string? Name,
    string? Email,
    OfferedPlan Plan,
    CheckoutInvoice? FirstInvoice,
    Instant ExpiresAt,
    string? RedirectUrl)
{
    public string Object => "checkout";
}
