using Tallystick.Core.Values;
using Tallystick.Core.Wallets;

namespace Tallystick.Http.Portals;

/// <summary>A payment that a customer has begun.</summary>
/// <param name="Amount">How much.</param>
/// <param name="Currency">In what.</param>
/// <param name="Status">What has become of it; <c>succeeded</c> means that it is in the wallet.</param>
/// <param name="PaymentUrl">Where it is paid; null where nothing is left to do.</param>
internal sealed record PortalPaymentResponse(decimal Amount, Currency Currency, PaymentStatus Status, string? PaymentUrl)
{
    public static PortalPaymentResponse Of(Payment payment, string origin) => new(
        payment.Amount,
        payment.Currency,
        payment.Status,
        payment.Status == PaymentStatus.Pending ? payment.PaymentUrl is { } url && url.StartsWith('/') ? origin + url : payment.PaymentUrl : null);
}
