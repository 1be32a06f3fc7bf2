using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Customers;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;
using Tallystick.Http.Plans;

namespace Tallystick.Http.Checkout;

/// <summary>Offers as the people see them whom they were made for, and what they pay at the start.</summary>
internal sealed class Checkouts(AuthorizationLinks links, OfferPreviews previews, SubscriptionService subscriptions, InvoiceRegister invoices, PaymentService payments)
{
    /// <summary>An offer as it stands. Refused: <c>AUTHORIZATION_NOT_FOUND</c>.</summary>
    public async Task<Result<CheckoutResponse>> OpenAsync(string token, Instant now, CancellationToken cancellation)
    {
        if (!(await links.OpenAsync(token, now, cancellation)).TryGet(out var offer, out var refused))
        {
            return refused;
        }

        var status = offer.Link.StatusAt(now);
        var first = status switch
        {
            AuthorizationStatus.Pending => await previews.FirstInvoiceAsync(offer, now, cancellation),
            AuthorizationStatus.Completed => await FirstInvoiceAsync(offer, cancellation),
            _ => null,
        };
        var isPending = status == AuthorizationStatus.Pending;
        return new CheckoutResponse(
            status,
            offer.Merchant.Name,
            offer.Tenant.Mode,
            isPending ? offer.Link.Name : null,
            isPending ? offer.Link.Email : null,
            OfferedPlan.Of(offer.Version),
            first is null ? null : CheckoutInvoice.Of(first),
            offer.Link.ExpiresAt,
            status == AuthorizationStatus.Completed ? offer.Link.RedirectUrl : null);
    }

    /// <summary>
    /// Has the first invoice paid: from the wallet as far as it reaches, the rest by a payment, the same one however often it is asked for. Refused:
    /// <c>AUTHORIZATION_NOT_FOUND</c>, <c>NOTHING_TO_PAY</c>, and what <see cref="PaymentService.CreateAsync"/> refuses.
    /// </summary>
    public async Task<Result<CheckoutPayment>> PayAsync(string token, string origin, Instant now, CancellationToken cancellation)
    {
        if (!(await links.OpenAsync(token, now, cancellation)).TryGet(out var offer, out var refused))
        {
            return refused;
        }

        if (await FirstInvoiceAsync(offer, cancellation) is not { Status: InvoiceStatus.Issued or InvoiceStatus.Overdue } invoice)
        {
            return Refusal.Conflict("NOTHING_TO_PAY", "Nothing is to be paid.");
        }

        // Paid by a payment that has come since, or by what the wallet had.
        invoice = await CollectAsync(offer, invoice, now, cancellation);
        if (invoice.UnpaidAmount == 0)
        {
            return new CheckoutPayment(true, null);
        }

        var key = $"checkout:{invoice.Id}:{DecimalJsonConverter.Format(invoice.UnpaidAmount)}";
        if (!(await payments.CreateAsync(offer.Tenant, invoice.CustomerId, invoice.UnpaidAmount, invoice.Currency, key, now, cancellation)).TryGet(out var payment, out refused))
        {
            return refused;
        }

        if (payment.Status == PaymentStatus.Succeeded)
        {
            return new CheckoutPayment((await CollectAsync(offer, invoice, now, cancellation)).UnpaidAmount == 0, null);
        }

        return new CheckoutPayment(false, payment.PaymentUrl is { } url && url.StartsWith('/') ? origin + url : payment.PaymentUrl);
    }

    /// <summary>The first invoice of an offer that was accepted; null where there is none, or the subscription is over.</summary>
    private async Task<Invoice?> FirstInvoiceAsync(AuthorizationOffer offer, CancellationToken cancellation) =>
        (await subscriptions.GetAsync(offer.Tenant, offer.Link.SubscriptionId, cancellation)).TryGet(out var subscription, out _)
        && subscription is { InitialInvoiceId: { } id, EndedAt: null }
            ? (await invoices.GetAsync(offer.Tenant, id, cancellation)).OrThrow()
            : null;

    private async Task<Invoice> CollectAsync(AuthorizationOffer offer, Invoice invoice, Instant now, CancellationToken cancellation) =>
        (await invoices.PayAsync(offer.Tenant, invoice.Id, now, cancellation)).TryGet(out var paid, out _) ? paid : invoice;
}
