using System.Globalization;
using Microsoft.AspNetCore.Http;
using Tallystick.Http.Errors;

namespace Tallystick.Http.Health;

/// <summary>Says which ports cannot answer, and why.</summary>
internal sealed class UnreadyResult(IReadOnlyList<PortFailure> failures) : IResult
{
    private static readonly TimeSpan ShortestRetry = TimeSpan.FromSeconds(1);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var retryAfter = failures.Max(failure => failure.RetryAfter ?? ShortestRetry);
        httpContext.Response.Headers.RetryAfter = Math.Ceiling(retryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return Problems.WriteAsync(
            httpContext,
            StatusCodes.Status503ServiceUnavailable,
            "UNAVAILABLE",
            string.Join(' ', failures.Select(failure => $"The {failure.Port} cannot answer: {failure.Reason}")));
    }
}
