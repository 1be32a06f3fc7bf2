using System.Net;
using System.Text.Json.Serialization;
using Tallystick.Http.Binding;

namespace Tallystick.Http.Authorizations;

/// <summary>A link to be made for one person.</summary>
/// <param name="MerchantId">The key's merchant, or left out.</param>
/// <param name="Email">Whom it is for. Required.</param>
/// <param name="Name">The name of the customer to be, at most 200 characters; the email unless given.</param>
/// <param name="PlanId">The plan that is offered. Required.</param>
/// <param name="RedirectUrl">Where the person goes on afterwards: https, or http to this machine; at most 2,000 characters.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
internal sealed record AuthorizationRequest(string? MerchantId, string? Email, string? Name, string? PlanId, string? RedirectUrl) : INamesMerchant
{
    public string? RedirectFor(Check check)
    {
        check.OptionalText("redirectUrl", RedirectUrl, 2000);
        check.That(RedirectUrl is null || IsSafe(RedirectUrl), "redirectUrl", "An address of https is expected.", "INVALID_URL");
        return RedirectUrl;
    }

    private static bool IsSafe(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri.UserInfo.Length == 0
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && IsLoopback(uri)));

    private static bool IsLoopback(Uri uri) => uri.Host == "localhost" || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
}
