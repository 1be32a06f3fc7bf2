using Microsoft.AspNetCore.Http;

namespace Tallystick.Http.Exports;

/// <summary>A table that is made while it is sent. What fails before the first kilobytes are sent is a problem; what fails later breaks the connection off.</summary>
/// <param name="name">What the file is called.</param>
/// <param name="columns">The header.</param>
/// <param name="rows">What is listed.</param>
/// <param name="write">Writes the cells of a row.</param>
/// <typeparam name="T">What a row is of.</typeparam>
internal sealed class CsvResult<T>(string name, IReadOnlyList<string> columns, IAsyncEnumerable<T> rows, Action<CsvWriter, T> write) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var cancellation = httpContext.RequestAborted;
        httpContext.Response.ContentType = "text/csv; charset=utf-8; header=present";
        httpContext.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
        httpContext.Response.Headers.CacheControl = "no-store";
        var csv = new CsvWriter(httpContext.Response.Body);
        foreach (var column in columns)
        {
            csv.Word(column);
        }

        await csv.EndRowAsync(cancellation);
        await foreach (var row in rows.WithCancellation(cancellation))
        {
            write(csv, row);
            await csv.EndRowAsync(cancellation);
        }

        await csv.FlushAsync(cancellation);
    }
}
