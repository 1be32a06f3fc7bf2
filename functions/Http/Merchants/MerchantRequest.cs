namespace Tallystick.Http.Merchants;

/// <summary>A merchant to be made.</summary>
/// <param name="Name">What invoices call the merchant, at most 200 characters. Required.</param>
internal sealed record MerchantRequest(string? Name);
