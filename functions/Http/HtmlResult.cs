using Microsoft.AspNetCore.Http;

namespace Tallystick.Http;

/// <summary>A page that may load nothing, run nothing, be framed by nobody and tell nobody its address.</summary>
/// <param name="html">The page.</param>
/// <param name="status">The status code.</param>
/// <param name="redirect">Where its form may lead in the end; browsers hold a form's redirects to the policy, too.</param>
internal sealed class HtmlResult(string html, int status = StatusCodes.Status200OK, string? redirect = null) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var formTargets = redirect is null ? "'self'" : $"'self' {new Uri(redirect).GetLeftPart(UriPartial.Authority)}";
        var headers = httpContext.Response.Headers;
        headers.ContentSecurityPolicy = $"default-src 'none'; style-src 'unsafe-inline'; form-action {formTargets}; frame-ancestors 'none'; base-uri 'none'";
        headers.XFrameOptions = "DENY";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-store";
        return Results.Content(html, "text/html; charset=utf-8", statusCode: status).ExecuteAsync(httpContext);
    }
}
