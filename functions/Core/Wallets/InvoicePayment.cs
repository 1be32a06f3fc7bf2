using NodaTime;

namespace Tallystick.Core.Wallets;

/// <summary>What a wallet paid for an invoice, decided once: a repetition is told the same, whatever the balance is by then.</summary>
/// <param name="InvoiceId">Which invoice.</param>
/// <param name="Amount">What was to be paid.</param>
/// <param name="Paid">What was, from 0 to the amount.</param>
/// <param name="At">When.</param>
public sealed record InvoicePayment(string InvoiceId, decimal Amount, decimal Paid, Instant At);
