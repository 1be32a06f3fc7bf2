using Tallystick.Core.Rating;
using Tallystick.Core.Values;

namespace Tallystick.Http.Prices;

/// <summary>What some usage comes to by a price, as an invoice would have it.</summary>
/// <param name="Quantity">How much was used.</param>
/// <param name="Currency">The currency of the amounts.</param>
/// <param name="Amount">What it costs, rounded once to the currency's minor unit.</param>
/// <param name="UnitPrice">The price of one; where units cost different amounts, what one comes to on average.</param>
/// <param name="Details">What the amount is made of, before it is rounded; empty where every unit costs the same.</param>
internal sealed record PricePreviewResponse(decimal Quantity, Currency Currency, string Amount, decimal UnitPrice, IReadOnlyList<RatedDetail> Details)
{
    public string Object => "price_preview";
}
