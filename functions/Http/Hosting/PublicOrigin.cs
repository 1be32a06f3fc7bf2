using Microsoft.AspNetCore.Http;

namespace Tallystick.Http.Hosting;

/// <summary>The address of this host as whoever asks knows it.</summary>
/// <remarks>TLS ends before the Functions app, which is told so by a header. Who claims it falsely gets links and cookies that work less.</remarks>
internal static class PublicOrigin
{
    /// <summary>True where the request came over TLS, here or to whoever passed it on.</summary>
    internal static bool IsSecure(HttpRequest request) =>
        request.IsHttps || string.Equals(request.Headers["X-Forwarded-Proto"], "https", StringComparison.OrdinalIgnoreCase);

    /// <summary>Scheme, host and base path, without a slash at the end.</summary>
    internal static string Of(HttpRequest request) => $"{(IsSecure(request) ? "https" : request.Scheme)}://{request.Host}{request.PathBase}";

    /// <summary>An address that may be a path on this host, as others can open it.</summary>
    internal static string? Complete(string origin, string? address) => address?.StartsWith('/') == true ? origin + address : address;
}
