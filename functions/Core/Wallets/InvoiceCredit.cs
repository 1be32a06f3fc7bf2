using NodaTime;

namespace Tallystick.Core.Wallets;

/// <summary>That an invoice that came to less than nothing was credited: written with the movement, so that there is only one.</summary>
/// <param name="InvoiceId">Which invoice.</param>
/// <param name="Amount">How much the wallet was given, above 0.</param>
/// <param name="At">When.</param>
public sealed record InvoiceCredit(string InvoiceId, decimal Amount, Instant At);
