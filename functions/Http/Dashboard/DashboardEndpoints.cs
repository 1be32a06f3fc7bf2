using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using Tallystick.Core.Values;
using Tallystick.Http.Errors;
using Tallystick.Http.Security;

namespace Tallystick.Http.Dashboard;

/// <summary>The pages for merchants and for their customers, as static files: each has an address of its own, below which it finds the files that they share.</summary>
internal static class DashboardEndpoints
{
    /// <summary>Nothing but what comes from here may be loaded, run, asked, or sent to; nobody may frame it.</summary>
    internal const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private const string NotBuilt =
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Tallystick</title><h1>This page was not built</h1>" +
        "<p>Install Node 20.19 or later with npm, and start again. The API works all the same: see <a href=\"/docs\">its description</a>.</p></html>";

    public static void MapDashboard(this IEndpointRouteBuilder routes)
    {
        Map(routes, "/dashboard", "index.html");
        Map(routes, "/portal", "portal.html");
        Map(routes, "/checkout", "checkout.html");
    }

    private static void Map(IEndpointRouteBuilder routes, string address, string page) =>
        routes.MapGroup(address).AllowAnyone().ExcludeFromDescription()
            .MapMethods("/{**path}", [HttpMethods.Get, HttpMethods.Head], (HttpContext context, DashboardFiles files, string? path = null) => Get(context, files, page, path));

    private static IResult Get(HttpContext context, DashboardFiles files, string page, string? path)
    {
        if (path is null && !context.Request.Path.Value!.EndsWith('/'))
        {
            // The page's own addresses are relative to it.
            return Results.LocalRedirect($"~{context.Request.Path}/");
        }

        var isPage = path is null || path == page;
        var isOther = !isPage && path!.EndsWith(".html", StringComparison.Ordinal);
        if (isOther || files.Find(path ?? page) is not { } file)
        {
            return isPage
                ? new HtmlResult(NotBuilt, StatusCodes.Status404NotFound)
                : new Refusal(RefusalKind.NotFound, "FILE_NOT_FOUND", "There is no such file.").ToProblem();
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
