using System.Numerics;
using Tallystick.Core.Taxes;
using Tallystick.Core.Values;

namespace Tallystick.Core.Billing;

/// <summary>
/// Gives each line its rate of tax. A line that changes another invoice has the rate that it was taxed by there. What a plan takes off a whole period is parted
/// over the rates of what the period comes to (fees in advance of the next are not of it), as a rebate on goods of several rates is, so that tax falls by as much as prices do.
/// </summary>
internal static class TaxedLines
{
    internal static IEnumerable<(BillableLine Line, decimal Rate)> Of(IReadOnlyList<BillableLine> lines, InvoiceTerms terms) => lines.SelectMany(line =>
        line is { Kind: LineKind.Adjustment, Amount: < 0, PriceId: null } ? Parted(line, lines, terms) : [(line, RateOf(line, terms))]);

    private static decimal RateOf(BillableLine line, InvoiceTerms terms) =>
        terms.Tax.Treatment == TaxTreatment.Standard || line.Original is not null ? line.TaxRate ?? terms.Tax.RateOf(line.PriceId) : 0;

    private static IEnumerable<(BillableLine Line, decimal Rate)> Parted(BillableLine whole, IReadOnlyList<BillableLine> lines, InvoiceTerms terms)
    {
        var rates = (
            from line in lines
            where line.Kind != LineKind.Adjustment && line.Original is null && line.Period.Start < whole.Period.End
            group line.Amount by RateOf(line, terms) into same
            where same.Sum() > 0
            orderby same.Key descending
            select (Rate: same.Key, Amount: same.Sum())).ToList();
        if (rates.Count <= 1)
        {
            return [(whole, rates.Count == 1 ? rates[0].Rate : RateOf(whole, terms))];
        }

        var digits = terms.Currency.MinorUnitDigits;
        var off = Exact.ToUnits(whole.Amount, digits);
        BigInteger[] weights = [.. rates.Select(same => Exact.ToUnits(same.Amount, digits))];
        var parts = LargestRemainder.Round([.. weights.Select(weight => off * weight)], weights.Aggregate(BigInteger.Add));
        return rates.Zip(parts, (same, part) => (Part(whole, Exact.FromUnits(part, digits)), same.Rate)).Where(part => part.Item1.Amount != 0);
    }

    private static BillableLine Part(BillableLine whole, decimal amount) => whole with { Amount = amount, UnitPrice = amount };
}
