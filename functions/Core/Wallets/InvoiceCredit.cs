using NodaTime;
using Tallystick.Core.Values;

namespace Tallystick.Core.Wallets;

/// <summary>That an invoice that came to less than nothing was credited: written with the movement, so that there is only one.</summary>
/// <param name="InvoiceId">Which invoice.</param>
/// <param name="Amount">How much the wallet was given, above 0.</param>
/// <param name="At">When.</param>
public sealed record InvoiceCredit(string InvoiceId, decimal Amount, Instant At)
{
    private const string Surplus = ":back:";

    /// <summary>The name of what goes back of an invoice that was paid before a credit note took down what it asks for.</summary>
    /// <param name="invoiceId">Which invoice.</param>
    /// <param name="before">All that went back before: each difference goes back once.</param>
    internal static string SurplusOf(string invoiceId, decimal before) => $"{invoiceId}{Surplus}{DecimalJsonConverter.Format(before)}";

    /// <summary>True for a name of what was paid too much: it was paid, and not promised by an invoice below zero.</summary>
    internal static bool IsSurplus(string name) => name.Contains(Surplus, StringComparison.Ordinal);
}
