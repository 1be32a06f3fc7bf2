namespace Tallystick.Core.Payments;

/// <summary>What a provider tells of a card, for people to know it by. It cannot be charged by this.</summary>
/// <param name="Brand">The provider's own word for the brand, such as <c>visa</c>.</param>
/// <param name="Last4">The last four digits.</param>
/// <param name="ExpiryMonth">1 to 12; null where the provider does not tell.</param>
/// <param name="ExpiryYear">Four digits; null where the provider does not tell.</param>
public sealed record SavedCard(string Brand, string Last4, int? ExpiryMonth, int? ExpiryYear);
