namespace Tallystick.Http.Portals;

/// <summary>Money that a customer wants to pay into the wallet, in its currency.</summary>
/// <param name="Amount">How much, more than 0, in whole minor units. Required.</param>
/// <param name="IdempotencyKey">At most 100 characters: sent again, it leads to the same payment. Required.</param>
internal sealed record PortalPaymentRequest(decimal? Amount, string? IdempotencyKey);
