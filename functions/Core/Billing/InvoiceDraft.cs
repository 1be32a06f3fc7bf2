using NodaTime;
using Tallystick.Core.Taxes;
using Tallystick.Core.Values;

namespace Tallystick.Core.Billing;

/// <summary>Makes an invoice of rated lines.</summary>
public static class InvoiceDraft
{
    /// <summary>The draft, of a note where the terms name an original: the same terms, lines and time give the same invoice.</summary>
    /// <param name="terms">Who, what for, and the tax.</param>
    /// <param name="lines">The lines, in the order that they are printed in; may be none.</param>
    /// <param name="now">When it is drafted.</param>
    /// <exception cref="ArgumentException">
    /// An amount has more digits than the currency's minor unit, the wallet paid more than a line's amount, or the tax rate is out of its bounds.
    /// </exception>
    /// <exception cref="AmountTooLargeException">A line, or the total, is more than can be billed and paid.</exception>
    public static Invoice Create(InvoiceTerms terms, IReadOnlyList<BillableLine> lines, Instant now)
    {
        if (lines.FirstOrDefault(line => IsOverpaid(line)) is { } overpaid)
        {
            throw new ArgumentException($"Of {overpaid.Amount} for {overpaid.DisplayName} the wallet cannot have paid {overpaid.Prepaid}.", nameof(lines));
        }

        if (lines.FirstOrDefault(line => !Exact.Fits(line.Amount)) is { } large)
        {
            throw new AmountTooLargeException($"The line '{large.DisplayName}' of {DecimalJsonConverter.Format(large.Amount)}");
        }

        var taxed = TaxedLines.Of(lines, terms).ToList();
        var taxes = Tax.OfLines([.. taxed.Select(line => (line.Line.Amount, line.Rate))], terms.TaxBehavior, terms.Currency.MinorUnitDigits);
        var draft = Typed(new Invoice
        {
            Id = terms.InvoiceId,
            Original = terms.Original,
            MerchantId = terms.MerchantId,
            MerchantName = terms.MerchantName,
            CustomerId = terms.CustomerId,
            SubscriptionId = terms.SubscriptionId,
            Currency = terms.Currency,
            TaxBehavior = terms.TaxBehavior,
            TaxTreatment = terms.Tax.Treatment,
            Period = terms.Period,
            GracePeriodEnd = terms.GracePeriodEnd,
            TimeZone = terms.TimeZone,
            CreatedAt = now,
            Lines = [.. taxed.Zip(taxes).Select((pair, index) => Line(index + 1, pair.First.Line, pair.First.Rate, pair.Second, terms))],
            PaidAmount = lines.Sum(line => line.Prepaid),
        });
        return Exact.Fits(draft.GrandTotal) ? draft : throw new AmountTooLargeException($"The invoice's total of {DecimalJsonConverter.Format(draft.GrandTotal)}");
    }

    private static Invoice Typed(Invoice draft) =>
        draft.Original is null ? draft : draft with { Type = draft.GrandTotal < 0 ? InvoiceType.CreditNote : InvoiceType.DebitNote };

    private static InvoiceLine Line(int number, BillableLine line, decimal rate, decimal tax, InvoiceTerms terms) => new()
    {
        LineId = number,
        DisplayName = line.DisplayName,
        PriceId = line.PriceId,
        MetricId = line.MetricId,
        MetricName = line.MetricName,
        Kind = line.Kind,
        LineItemType = line.Amount < 0 ? LineItemType.Refund : LineItemType.Charge,
        Period = line.Period,
        PartOf = line.PartOf,
        Quantity = line.Quantity,
        CoveredQuantity = line.CoveredQuantity,
        Unit = line.Unit,
        UnitPrice = line.UnitPrice,
        Details = line.Details.Count > 0 ? line.Details : null,
        TaxRate = rate,
        TotalPrice = terms.TaxBehavior == TaxBehavior.Inclusive ? line.Amount - tax : line.Amount,
        TotalTax = tax,
        Original = line.Original,
        Prepaid = line.Prepaid,
        Evidence = line.Evidence,
    };

    private static bool IsOverpaid(BillableLine line) =>
        line.Original is null && (line.Prepaid < Math.Min(0, line.Amount) || line.Prepaid > Math.Max(0, line.Amount));
}
