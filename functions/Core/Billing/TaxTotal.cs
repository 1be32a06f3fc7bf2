namespace Tallystick.Core.Billing;

/// <summary>What of an invoice is taxed by one rate. Money is in the invoice's currency, to its minor unit.</summary>
/// <param name="Rate">A fraction: 0.19 is 19 %.</param>
/// <param name="Taxable">The prices without tax.</param>
/// <param name="Tax">The tax on them.</param>
public sealed record TaxTotal(decimal Rate, decimal Taxable, decimal Tax)
{
    /// <summary>Lines by their rates, the highest first.</summary>
    internal static IReadOnlyList<TaxTotal> Of(IEnumerable<InvoiceLine> lines) =>
    [
        .. from line in lines
           group line by line.TaxRate into same
           orderby same.Key descending
           select new TaxTotal(same.Key, same.Sum(line => line.TotalPrice), same.Sum(line => line.TotalTax)),
    ];
}
