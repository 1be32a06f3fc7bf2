namespace Tallystick.Http.Payments;

/// <summary>A payment method that a customer is to save.</summary>
/// <param name="TestToken">In test mode alone: <c>test_card</c> (unless given), <c>test_card_declined</c> or <c>test_card_authentication_required</c>.</param>
internal sealed record PaymentMethodRequest(string? TestToken);
