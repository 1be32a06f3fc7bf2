using Tallystick.Core.Values;

namespace Tallystick.Core.Billing;

/// <summary>What a line of an invoice bills: the usage or fee of a price in a period, whichever invoice the line is on.</summary>
/// <param name="Original">The invoice of the period.</param>
/// <param name="PriceId">The price; empty for what a plan says of all its prices.</param>
public readonly record struct BilledItem(Id<Invoice> Original, string PriceId)
{
    /// <summary>What a line bills.</summary>
    public static BilledItem Of(Invoice invoice, InvoiceLine line) => new(line.Original?.InvoiceId ?? invoice.Id, line.PriceId ?? "");
}
