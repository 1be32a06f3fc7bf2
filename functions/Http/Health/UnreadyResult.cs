using Microsoft.AspNetCore.Http;
using Tallystick.Http.Errors;

namespace Tallystick.Http.Health;

/// <summary>Says which ports cannot answer, and why.</summary>
internal sealed class UnreadyResult(IReadOnlyList<PortFailure> failures) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.RetryAfter(failures.Max(failure => failure.RetryAfter));
        return Problems.WriteAsync(
            httpContext,
            StatusCodes.Status503ServiceUnavailable,
            "UNAVAILABLE",
            string.Join(' ', failures.Select(failure => $"The {failure.Port} cannot answer: {failure.Reason}")));
    }
}
