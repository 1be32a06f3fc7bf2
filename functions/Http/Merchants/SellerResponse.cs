using Tallystick.Core.Tenancy;

namespace Tallystick.Http.Merchants;

/// <summary>Who sells, as invoices print it.</summary>
/// <param name="LegalName">The full name in law.</param>
/// <param name="Address">The address, with line breaks.</param>
/// <param name="TaxId">The number under which the seller is registered for tax.</param>
internal sealed record SellerResponse(string? LegalName, string? Address, string? TaxId)
{
    public static SellerResponse? Of(Seller? seller) => seller is null ? null : new(seller.LegalName, seller.Address, seller.TaxId);
}
