using System.Text.Json.Serialization;
using NodaTime;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Http.ApiKeys;

/// <summary>An API key.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Key">The key itself: only in the answer that makes it, and never again.</param>
/// <param name="MerchantId">Whose data it opens.</param>
/// <param name="Mode">Live or test.</param>
/// <param name="Name">What its owner calls it.</param>
/// <param name="Scopes">What it may be used for.</param>
/// <param name="LastFour">Its last four characters.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="RevokedAt">When it stopped to work; null for one that works.</param>
internal sealed record ApiKeyResponse(
    Id<ApiKey> Id,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Key,
    Id<Merchant> MerchantId,
    Mode Mode,
    string Name,
    IReadOnlyList<Scope> Scopes,
    string LastFour,
    Instant CreatedAt,
    Instant? RevokedAt)
{
    public string Object => "apiKey";

    public static ApiKeyResponse Of(ApiKey key)
    {
        var tenant = Tenant.Parse(key.Tenant);
        return new(key.Id, null, tenant.Merchant, tenant.Mode, key.Name, key.Scopes, key.LastFour, key.CreatedAt, key.RevokedAt);
    }

    public static ApiKeyResponse Of(IssuedKey issued) => Of(issued.Key) with { Key = issued.Text.Reveal() };
}
