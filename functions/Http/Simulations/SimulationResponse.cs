namespace Tallystick.Http.Simulations;

/// <summary>Past usage, rated under another plan or other prices.</summary>
/// <param name="Totals">The sums of the subscriptions of this answer, by currency.</param>
/// <param name="Data">The subscriptions.</param>
/// <param name="Pagination">Which part of all subscriptions this is.</param>
internal sealed record SimulationResponse(
    IReadOnlyList<SimulationTotalResponse> Totals, IReadOnlyList<SimulatedSubscriptionResponse> Data, Pagination Pagination)
{
    public string Object => "simulation";
}
