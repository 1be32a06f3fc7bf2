namespace Tallystick.Http.Payments;

/// <summary>That the money of a payment has come.</summary>
/// <param name="MerchantId">The merchant whose customer paid. Required.</param>
/// <param name="Mode"><c>live</c> (unless given) or <c>test</c>.</param>
internal sealed record PaymentConfirmationRequest(string? MerchantId, string? Mode);
