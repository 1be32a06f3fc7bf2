using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Tallystick.DevHost.Cost;

namespace Tallystick.Tests.Cloud.Tests.Cosmos.Wire;

/// <summary>Answers as the service makes them.</summary>
internal static class WireAnswer
{
    public static HttpResponseMessage Of(HttpStatusCode status, ReadOnlyMemory<byte> json, string? etag = null, double charge = 1)
    {
        var answer = new HttpResponseMessage(status) { Content = new ReadOnlyMemoryContent(json) };
        answer.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        answer.Headers.TryAddWithoutValidation("x-ms-request-charge", charge.ToString(CultureInfo.InvariantCulture));
        answer.Headers.TryAddWithoutValidation("x-ms-activity-id", "00000000-0000-0000-0000-000000000001");
        answer.Headers.TryAddWithoutValidation("x-ms-session-token", "0:-1#1");
        if (etag is not null)
        {
            answer.Headers.TryAddWithoutValidation("etag", etag);
        }

        return answer;
    }

    public static HttpResponseMessage Of(WireResult result) =>
        (int)result.Status >= 400 ? Failure(result.Status, charge: result.Charge) : Of(result.Status, result.Item?.Json ?? default, result.Item?.ETag, result.Charge);

    public static HttpResponseMessage Failure(HttpStatusCode status, int subStatus = 0, double charge = RequestUnits.Refused)
    {
        var answer = Of(status, """{"code":"Failed","message":"Refused by the model."}"""u8.ToArray(), charge: charge);
        if (subStatus != 0)
        {
            answer.Headers.TryAddWithoutValidation("x-ms-substatus", subStatus.ToString(CultureInfo.InvariantCulture));
        }

        return answer;
    }
}
