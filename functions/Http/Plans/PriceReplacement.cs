using System.Text.Json;

namespace Tallystick.Http.Plans;

/// <summary>A price that another takes the place of.</summary>
/// <param name="PriceId">The price that goes. Required.</param>
/// <param name="Price">The id of the one that comes, or a price to be made. Required.</param>
internal sealed record PriceReplacement(string? PriceId, JsonElement? Price);
