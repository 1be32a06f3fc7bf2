using System.Net;
using Tallystick.Core.Values;

namespace Tallystick.Http.Webhooks;

/// <summary>Says which addresses webhooks may go to.</summary>
internal sealed class WebhookTargets(WebhookSettings settings)
{
    private const int MaxLength = 2048;

    // Names by which machines and clouds call what is inside.
    private static readonly string[] InsideNames = ["localhost", "local", "internal", "home.arpa", "localdomain", "lan", "corp", "intranet"];

    /// <summary>The address as it is called, or the refusal for the field <c>url</c>.</summary>
    public Result<string> Check(string text)
    {
        if (text.Length > MaxLength || !Uri.TryCreate(text, UriKind.Absolute, out var url) || url.HostNameType is UriHostNameType.Unknown or UriHostNameType.Basic)
        {
            return Refusal.Invalid("url", $"An address of at most {MaxLength} characters is expected: https://example.com/hooks.", "INVALID_URL");
        }

        if (url.UserInfo.Length > 0 || url.Fragment.Length > 0)
        {
            return Refusal.Invalid("url", "An address without user and fragment is expected.", "INVALID_URL");
        }

        var hint = IsLoopback(url) && settings.LoopbackHint is { } how ? $" {how}" : "";
        var isLocal = settings.AllowLoopback && IsLoopback(url);
        if (url.Scheme != Uri.UriSchemeHttps && !(isLocal && url.Scheme == Uri.UriSchemeHttp))
        {
            return Refusal.Invalid("url", $"An address that begins with https:// is expected.{hint}", "URL_NOT_SECURE");
        }

        return isLocal || IsOutside(url)
            ? url.AbsoluteUri
            : Refusal.Invalid("url", $"The address is of a private network: only public ones are called.{hint}", "URL_NOT_PUBLIC");
    }

    /// <summary>True where a connection to the address may be opened, whatever name has led there.</summary>
    public bool Allows(IPAddress address) => PublicAddress.IsPublic(address) || (settings.AllowLoopback && PublicAddress.IsLoopback(address));

    private static bool IsLoopback(Uri url) =>
        IPAddress.TryParse(url.DnsSafeHost, out var address) ? PublicAddress.IsLoopback(address) : NameOf(url) == InsideNames[0];

    private static bool IsOutside(Uri url) => IPAddress.TryParse(url.DnsSafeHost, out var address)
        ? PublicAddress.IsPublic(address)
        : NameOf(url) is var name && name.Contains('.', StringComparison.Ordinal)
            && !InsideNames.Any(inside => name.EndsWith("." + inside, StringComparison.Ordinal));

    private static string NameOf(Uri url) => url.IdnHost.ToLowerInvariant().TrimEnd('.');
}
