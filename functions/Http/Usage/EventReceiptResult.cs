using Microsoft.AspNetCore.Http;
using Tallystick.Core.Usage;
using Tallystick.Http.Usage.Responses;

namespace Tallystick.Http.Usage;

/// <summary>The answer to a single event: an <see cref="EventResponse"/>.</summary>
internal sealed class EventReceiptResult(UsageReceipt receipt) : IResult
{
    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = StatusCodes.Status202Accepted;
        response.ContentType = "application/json; charset=utf-8";
        ReceiptJson.Write(response.BodyWriter, receipt);
        await response.BodyWriter.FlushAsync(httpContext.RequestAborted);
    }
}
