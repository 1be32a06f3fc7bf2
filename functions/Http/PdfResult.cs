using Microsoft.AspNetCore.Http;

namespace Tallystick.Http;

/// <summary>A PDF that is saved under a name.</summary>
/// <param name="file">The file.</param>
/// <param name="name">What it is called, without its ending: letters, digits, hyphens and underscores.</param>
internal sealed class PdfResult(byte[] file, string name) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var headers = httpContext.Response.Headers;
        headers.ContentDisposition = $"attachment; filename=\"{name}.pdf\"";
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        return Results.Bytes(file, "application/pdf").ExecuteAsync(httpContext);
    }
}
