using NodaTime;
using Tallystick.Core.Sessions;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Http.Sessions;

/// <summary>A session of this browser.</summary>
/// <param name="Mode">Live or test.</param>
/// <param name="MerchantId">Whose data it opens.</param>
/// <param name="MerchantName">What invoices call the merchant.</param>
/// <param name="KeyName">What its owner calls the key that it acts with.</param>
/// <param name="Scopes">What it may be used for.</param>
/// <param name="ExpiresAt">When it ends by itself.</param>
internal sealed record SessionResponse(
    Mode Mode, Id<Merchant> MerchantId, string MerchantName, string KeyName, IReadOnlyList<Scope> Scopes, Instant ExpiresAt)
{
    public string Object => "session";

    public static SessionResponse Of(OpenedSession session, Merchant merchant) =>
        new(Tenant.Parse(session.Key.Tenant).Mode, merchant.Id, merchant.Name, session.Key.Name, session.Key.Scopes, session.ExpiresAt);
}
