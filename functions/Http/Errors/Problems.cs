using System.Globalization;
using Microsoft.AspNetCore.Http;
using Tallystick.Core.Values;

namespace Tallystick.Http.Errors;

/// <summary>Refusals as <c>application/problem+json</c>.</summary>
public static class Problems
{
    /// <summary>The media type of RFC 9457.</summary>
    public const string MediaType = "application/problem+json";

    /// <summary>An endpoint's answer that is a refusal.</summary>
    public static IResult ToProblem(this Refusal refusal) => new ProblemResult(refusal);

    /// <summary>The status code of a kind of refusal.</summary>
    public static int StatusOf(RefusalKind kind) => kind switch
    {
        RefusalKind.Invalid => 400,
        RefusalKind.Unauthenticated => 401,
        RefusalKind.PaymentRequired => 402,
        RefusalKind.Forbidden => 403,
        RefusalKind.NotFound => 404,
        RefusalKind.Conflict => 409,
        RefusalKind.PreconditionFailed => 412,
        RefusalKind.TooLarge => 413,
        RefusalKind.UnsupportedMediaType => 415,
        RefusalKind.Unprocessable => 422,
        RefusalKind.Unavailable => 503,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A kind of refusal without a status code."),
    };

    /// <summary>Writes a refusal as the answer.</summary>
    public static Task WriteAsync(HttpContext context, Refusal refusal)
    {
        if (refusal.Kind == RefusalKind.Unauthenticated)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
        }

        if (refusal.RetryAfter is { } retryAfter)
        {
            context.Response.RetryAfter(retryAfter);
        }

        return WriteAsync(context, StatusOf(refusal.Kind), refusal.Code, refusal.Message, refusal.Errors);
    }

    /// <summary>Says when to try again: in whole seconds, one at least.</summary>
    internal static void RetryAfter(this HttpResponse response, TimeSpan? time) =>
        response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(time?.TotalSeconds ?? 1)).ToString(CultureInfo.InvariantCulture);

    /// <summary>Writes a problem as the answer.</summary>
    public static Task WriteAsync(HttpContext context, int status, string code, string message, IReadOnlyList<FieldError>? errors = null)
    {
        var problem = new Problem(
            $"urn:tallystick:problem:{code.ToLowerInvariant().Replace('_', '-')}",
            char.ToUpperInvariant(code[0]) + code[1..].ToLowerInvariant().Replace('_', ' '),
            status,
            message,
            context.Request.Path.Value ?? "/",
            message,
            code,
            errors is { Count: > 0 } ? errors : null);
        context.Response.StatusCode = status;
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsJsonAsync(problem, HttpJson.Options, MediaType, context.RequestAborted);
    }

    private sealed class ProblemResult(Refusal refusal) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => WriteAsync(httpContext, refusal);
    }
}
