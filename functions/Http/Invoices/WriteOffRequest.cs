using Tallystick.Http.Binding;

namespace Tallystick.Http.Invoices;

/// <summary>Why an invoice is written off.</summary>
/// <param name="MerchantId">The key's merchant, or left out.</param>
/// <param name="Reason">Why, at most 500 characters. Required.</param>
internal sealed record WriteOffRequest(string? MerchantId, string? Reason) : INamesMerchant;
