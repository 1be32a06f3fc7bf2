using System.Text.Json.Serialization;
using Tallystick.Core.Payments;

namespace Tallystick.Http.Payments.Stripe;

/// <summary>What this host reads of a card.</summary>
/// <param name="Brand">For example <c>visa</c>.</param>
/// <param name="Last4">The last four digits.</param>
/// <param name="ExpMonth">1 to 12.</param>
/// <param name="ExpYear">Four digits.</param>
internal sealed record StripeCard(string Brand, [property: JsonPropertyName("last4")] string Last4, int? ExpMonth, int? ExpYear)
{
    public SavedCard ToCard() => new(Brand, Last4, ExpMonth, ExpYear);
}
