using System.Text.Json.Serialization;
using NodaTime;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;
using Tallystick.Http.ApiKeys;

namespace Tallystick.Http.Merchants;

/// <summary>A merchant.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What invoices call it.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="Seller">What else invoices say of it; null for nothing.</param>
/// <param name="ApiKeys">The first keys, one for each mode: only in the answer that makes the merchant.</param>
internal sealed record MerchantResponse(
    Id<Merchant> Id,
    string Name,
    Instant CreatedAt,
    SellerResponse? Seller,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<ApiKeyResponse>? ApiKeys = null)
{
    public string Object => "merchant";

    public static MerchantResponse Of(Merchant merchant) => new(merchant.Id, merchant.Name, merchant.CreatedAt, SellerResponse.Of(merchant.Seller));

    public static MerchantResponse Of(NewMerchant made) =>
        Of(made.Merchant) with { ApiKeys = [ApiKeyResponse.Of(made.Live), ApiKeyResponse.Of(made.Test)] };
}
