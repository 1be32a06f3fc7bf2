using System.Diagnostics.CodeAnalysis;
using Tallystick.Core.Customers;
using Tallystick.Core.Sessions;
using Tallystick.Core.Values;

namespace Tallystick.Core.Portals;

/// <summary>What a customer's browser holds: a <see cref="BrowserToken"/> of the key that made the link, behind the subscription that it is for.</summary>
/// <remarks>The subscription tells which document the token is looked for in; it opens nothing that is not noted there under its hash.</remarks>
/// <param name="Subscription">The subscription.</param>
/// <param name="Browser">The secret.</param>
public sealed record PortalToken(Id<Subscription> Subscription, BrowserToken Browser)
{
    private const char Border = '-';

    /// <summary>Reads a token; false where the form is wrong.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out PortalToken? token)
    {
        token = text?.Split(Border) is [var suffix, var secret]
            && Id<Subscription>.TryParse($"{Core.Customers.Subscription.IdPrefix}_{suffix}", out var subscription)
            && BrowserToken.TryParse(secret, out var browser)
                ? new PortalToken(subscription, browser)
                : null;
        return token is not null;
    }

    /// <summary>The whole token: for the browser alone.</summary>
    public string Reveal() => $"{Subscription.Suffix}{Border}{Browser.Reveal()}";
}
