using Tallystick.Core.Values;

namespace Tallystick.Core.Catalog;

/// <summary>A price for a plan: one that exists, or one to be made.</summary>
/// <param name="Path">Where it stands in the request, for example <c>prices[0]</c>.</param>
/// <param name="Existing">The id of one that exists.</param>
/// <param name="New">One to be made; null where there is an id.</param>
public sealed record PriceChoice(string Path, Id<Price> Existing, Price? New);
