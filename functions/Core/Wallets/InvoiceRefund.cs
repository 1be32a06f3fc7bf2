using NodaTime;

namespace Tallystick.Core.Wallets;

/// <summary>That a payment of an invoice was given back: written with the movement, so that there is only one.</summary>
/// <param name="InvoiceId">What was paid, as <see cref="InvoicePayment"/> names it.</param>
/// <param name="Amount">How much went back.</param>
/// <param name="At">When.</param>
internal sealed record InvoiceRefund(string InvoiceId, decimal Amount, Instant At);
