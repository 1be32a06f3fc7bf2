using Tallystick.Core.Values;

namespace Tallystick.Core.Billing;

/// <summary>
/// What was billed for a price in an earlier period, and what the merchant took back of that: by credit notes, and by calling off an invoice that had added
/// to it. Before tax where the invoices' prices are, in their currency.
/// </summary>
/// <param name="InvoiceId">The invoice of the period.</param>
/// <param name="PriceId">The price.</param>
/// <param name="Billed">The sum of the lines for it, on that invoice and on later ones.</param>
/// <param name="TakenBack">How much of it was taken back: above 0.</param>
public sealed record NotedItem(Id<Invoice> InvoiceId, string PriceId, decimal Billed, decimal TakenBack)
{
    /// <summary>
    /// The line that is still missing, where the usage comes to a total now: what was taken back is not given back again, so the lines come to no less than
    /// that.
    /// </summary>
    internal decimal MissingTo(decimal total) => Math.Max(total, TakenBack) - Billed;

    /// <summary>As much of what would be given back, an amount below 0, as there is left to be given.</summary>
    internal decimal AtMost(decimal credit) => Math.Max(credit, Math.Min(0, TakenBack - Billed));
}
