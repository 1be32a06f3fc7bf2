namespace Tallystick.Http.Merchants;

/// <summary>What is to change of a merchant. What is left out stays; an empty text takes a particular away.</summary>
/// <param name="Name">What invoices call the merchant, at most 200 characters, not empty.</param>
/// <param name="LegalName">The full name in law, at most 200 characters.</param>
/// <param name="Address">The address, with line breaks, at most 500 characters.</param>
/// <param name="TaxId">The number under which the merchant is registered for tax, at most 100 characters.</param>
internal sealed record MerchantChange(string? Name, string? LegalName, string? Address, string? TaxId);
