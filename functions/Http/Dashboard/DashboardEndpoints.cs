using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using Tallystick.Core.Values;
using Tallystick.Http.Errors;
using Tallystick.Http.Security;

namespace Tallystick.Http.Dashboard;

/// <summary>The pages for merchants, as static files.</summary>
internal static class DashboardEndpoints
{
    /// <summary>Nothing but what comes from here may be loaded, run, asked, or sent to; nobody may frame it.</summary>
    internal const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private const string NotBuilt =
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Tallystick</title><h1>The dashboard was not built</h1>" +
        "<p>Install Node 20.19 or later with npm, and start again. The API works all the same: see <a href=\"/docs\">its description</a>.</p></html>";

    public static void MapDashboard(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/dashboard").AllowAnyone().ExcludeFromDescription();
        group.MapGet("/{**path}", Get);
    }

    private static IResult Get(HttpContext context, DashboardFiles files, string? path = null)
    {
        if (path is null && !context.Request.Path.Value!.EndsWith('/'))
        {
            // The page's own addresses are relative to it.
            return Results.LocalRedirect($"~{context.Request.Path}/");
        }

        var isPage = path is null or DashboardFiles.Page;
        if (files.Find(path ?? DashboardFiles.Page) is not { } file)
        {
            return isPage
                ? new HtmlResult(NotBuilt, StatusCodes.Status404NotFound)
                : new Refusal(RefusalKind.NotFound, "FILE_NOT_FOUND", "The dashboard has no such file.").ToProblem();
        }

        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.Vary = HeaderNames.AcceptEncoding;

        // The names of all files but the page have a hash of their content.
        headers.CacheControl = path?.StartsWith("assets/", StringComparison.Ordinal) == true ? "public, max-age=31536000, immutable" : "no-cache";
        var isCompressed = context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase);
        if (isCompressed)
        {
            headers.ContentEncoding = "gzip";
        }

        var tag = new EntityTagHeaderValue($"\"{file.Hash}{(isCompressed ? "-gzip" : "")}\"");
        return Results.Bytes(isCompressed ? file.Compressed : file.Plain, file.ContentType, entityTag: tag);
    }
}
