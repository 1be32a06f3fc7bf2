using Tallystick.Core.Books;

namespace Tallystick.Http.Books;

/// <summary>One leg of an entry of the books. Of debit and credit one is 0.</summary>
/// <param name="Account">The account.</param>
/// <param name="Debit">The debit, 0 or more.</param>
/// <param name="Credit">The credit, 0 or more.</param>
/// <param name="PriceId">Of revenue, the price that it was rated by; null where there is none.</param>
/// <param name="BillableMetricId">Of revenue, the metric that was used; null for a fee.</param>
internal sealed record BookLegResponse(BookAccount Account, decimal Debit, decimal Credit, string? PriceId, string? BillableMetricId)
{
    public static BookLegResponse Of(BookLeg leg) => new(leg.Account, Math.Max(0, leg.Amount), Math.Max(0, -leg.Amount), leg.PriceId, leg.MetricId);
}
