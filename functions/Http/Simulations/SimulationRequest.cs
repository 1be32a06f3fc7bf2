using NodaTime;
using Tallystick.Http.Binding;

namespace Tallystick.Http.Simulations;

/// <summary>Past usage, to be rated under another plan or other prices.</summary>
/// <param name="MerchantId">The key's merchant, or left out.</param>
/// <param name="From">The first instant: periods that lie in the time as a whole are rated. Required.</param>
/// <param name="To">The first instant behind; at most 400 days later. Required.</param>
/// <param name="PlanId">The plan in place of the subscriptions' own, in its latest version.</param>
/// <param name="PlanVersionId">A version in place of their own; instead of a plan.</param>
/// <param name="Prices">Other models of prices that plans have, at most 50; beside a plan, or without one.</param>
/// <param name="CustomerIds">Whose subscriptions, at most 100 customers; all subscriptions unless given, by pages.</param>
internal sealed record SimulationRequest(
    string? MerchantId,
    Instant? From,
    Instant? To,
    string? PlanId,
    string? PlanVersionId,
    IReadOnlyList<SimulatedPriceRequest?>? Prices,
    IReadOnlyList<string?>? CustomerIds) : INamesMerchant;
