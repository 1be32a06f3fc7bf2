using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;

namespace Tallystick.Http.Errors;

/// <summary>Sees to it that every answer that is no success is a problem document, whatever went wrong.</summary>
internal sealed partial class ProblemMiddleware(RequestDelegate next, OutageLog outages, ILogger<ProblemMiddleware> logger)
{
    private const int ClientClosedRequest = 499;

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            await DescribeBareStatusAsync(context);
        }
        catch (RefusalException exception) when (!context.Response.HasStarted)
        {
            await Problems.WriteAsync(context, exception.Refusal);
        }
        catch (StoreUnavailableException exception) when (!context.Response.HasStarted)
        {
            if (outages.IsNews(exception))
            {
                LogUnavailable(exception);
            }

            context.Response.RetryAfter(exception.RetryAfter);
            await (exception.IsFull
                ? Problems.WriteAsync(context, 503, "STORAGE_FULL", "There is no space left to store this; what is stored can be read. Try again later.")
                : Problems.WriteAsync(context, 503, "UNAVAILABLE", "This cannot be answered now; the outcome of a write is unknown. Try again later."));
        }
        catch (RecordsPurgedException exception) when (!context.Response.HasStarted)
        {
            await Problems.WriteAsync(context, StatusCodes.Status410Gone, "RECORDS_PURGED", exception.Message);
        }
        catch (BadHttpRequestException exception) when (!context.Response.HasStarted)
        {
            await DescribeAsync(context, exception.StatusCode);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            if (!context.Response.HasStarted)
            {
                context.Response.StatusCode = ClientClosedRequest; // Nobody reads it: it is for the request log.
            }
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            LogUnhandled(exception, context.Request.Method, context.Request.Path);
            context.Response.Clear();
            await Problems.WriteAsync(context, 500, "INTERNAL_ERROR", "Something went wrong here. It has been logged.");
        }
    }

    private static Task DescribeBareStatusAsync(HttpContext context) =>
        context.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null } ? DescribeAsync(context, context.Response.StatusCode) : Task.CompletedTask;

    private static Task DescribeAsync(HttpContext context, int status) => status switch
    {
        404 => Problems.WriteAsync(context, 404, "ROUTE_NOT_FOUND", "There is nothing at this address."),
        405 => Problems.WriteAsync(context, 405, "METHOD_NOT_ALLOWED", $"{context.Request.Method} is not possible here."),
        413 => Problems.WriteAsync(context, 413, "BODY_TOO_LARGE", "The body is larger than is taken."),
        415 => Problems.WriteAsync(context, 415, "UNSUPPORTED_MEDIA_TYPE", "The body is of a type that is not taken here."),
        _ => Problems.WriteAsync(context, status, "BAD_REQUEST", "The request cannot be understood."),
    };

    [LoggerMessage(1, LogLevel.Error, "{Method} {Path} failed")]
    private partial void LogUnhandled(Exception exception, string method, PathString path);

    [LoggerMessage(2, LogLevel.Warning, "A store, log or queue cannot answer")]
    private partial void LogUnavailable(Exception exception);
}
