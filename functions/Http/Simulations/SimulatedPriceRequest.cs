using System.ComponentModel;
using System.Text.Json;

namespace Tallystick.Http.Simulations;

/// <summary>Another model for a price that plans have.</summary>
/// <param name="PriceId">The price. Required.</param>
/// <param name="Model">How usage becomes an amount. Required.</param>
/// <param name="Properties">What the model needs. Required.</param>
internal sealed record SimulatedPriceRequest(
    string? PriceId, string? Model, [property: Description("What the model needs, as for a price. Required.")] JsonElement? Properties);
