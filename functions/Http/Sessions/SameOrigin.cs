using Microsoft.AspNetCore.Http;
using Tallystick.Core.Values;

namespace Tallystick.Http.Sessions;

/// <summary>Tells requests of the dashboard's own pages from those that other sites make browsers send, with their cookies.</summary>
internal static class SameOrigin
{
    private const string FetchSite = "Sec-Fetch-Site";

    /// <summary>The refusal of a request that is not known to come from here; null where it is.</summary>
    /// <remarks>
    /// Browsers say where a request comes from, and pages cannot change what they say: in Fetch Metadata, or, over plain HTTP to another machine, in
    /// the origin of a write.
    /// </remarks>
    internal static Refusal? Check(HttpRequest request) => IsFromHere(request)
        ? null
        : new Refusal(RefusalKind.Forbidden, "CROSS_SITE_REQUEST", "A session is for the pages of the dashboard: programs use an API key.");

    private static bool IsFromHere(HttpRequest request)
    {
        var isRead = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        if (request.Headers.TryGetValue(FetchSite, out var site))
        {
            // "none" is a person, who typed the address or opened a bookmark.
            return site == "same-origin" || (isRead && site == "none");
        }

        return request.Headers.TryGetValue("Origin", out var origin)
            ? Uri.TryCreate(origin, UriKind.Absolute, out var from) && string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase)
            : isRead;
    }
}
