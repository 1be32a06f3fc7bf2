namespace Tallystick.Http.Payments;

/// <summary>What a card looks like, as the provider tells it.</summary>
/// <param name="Brand">The provider's own word for the brand, such as <c>visa</c>.</param>
/// <param name="Last4">The last four digits.</param>
/// <param name="ExpiryMonth">1 to 12; null where the provider does not tell.</param>
/// <param name="ExpiryYear">Four digits; null where the provider does not tell.</param>
internal sealed record SavedCardResponse(string Brand, string Last4, int? ExpiryMonth, int? ExpiryYear);
