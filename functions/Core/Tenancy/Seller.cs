using System.Text.Json.Serialization;

namespace Tallystick.Core.Tenancy;

/// <summary>Who sells, as invoices have to say it in many countries (in the EU by article 226 of directive 2006/112/EC: full name and address, and the number for tax).</summary>
public sealed record Seller
{
    /// <summary>How long the address may be, in characters.</summary>
    public const int MaxAddress = 500;

    /// <summary>The full name in law; null where invoices say the merchant's name alone.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? LegalName { get; init; }

    /// <summary>The address, with line breaks; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Address { get; init; }

    /// <summary>The number under which the seller is registered for tax; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TaxId { get; init; }

    /// <summary>This, with other particulars; null where none is left.</summary>
    /// <param name="legalName">The name: null to keep it, empty to take it away.</param>
    /// <param name="address">The address, likewise.</param>
    /// <param name="taxId">The number, likewise.</param>
    public Seller? With(string? legalName, string? address, string? taxId)
    {
        var changed = new Seller { LegalName = Choose(LegalName, legalName), Address = Choose(Address, address), TaxId = Choose(TaxId, taxId) };
        return changed == new Seller() ? null : changed;
    }

    private static string? Choose(string? before, string? wanted) => wanted is null ? before : wanted.Length == 0 ? null : wanted;
}
