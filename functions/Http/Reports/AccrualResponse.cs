namespace Tallystick.Http.Reports;

/// <summary>What was earned and is not invoiced.</summary>
/// <param name="Totals">The sums of the subscriptions of this answer, by currency.</param>
/// <param name="Data">The subscriptions.</param>
/// <param name="Pagination">Which part of all subscriptions this is.</param>
internal sealed record AccrualResponse(IReadOnlyList<AccrualTotalResponse> Totals, IReadOnlyList<AccrualRowResponse> Data, Pagination Pagination)
{
    public string Object => "accrualReport";
}
