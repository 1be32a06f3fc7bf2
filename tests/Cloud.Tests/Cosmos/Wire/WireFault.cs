using System.Globalization;
using System.Net;

namespace Tallystick.Tests.Cloud.Tests.Cosmos.Wire;

/// <summary>How a request fails.</summary>
/// <param name="Status">What it is answered with; null where its connection breaks.</param>
/// <param name="Applied">True where it is carried out all the same.</param>
/// <param name="SubStatus">The sub-status of the answer; 0 for none.</param>
/// <param name="RetryAfter">When to try again, as the answer says; null where it does not.</param>
internal sealed record WireFault(int? Status, bool Applied = false, int SubStatus = 0, TimeSpan? RetryAfter = null)
{
    /// <summary>The connection breaks before the request came, or before its answer.</summary>
    public static WireFault Broken(bool applied) => new(null, applied);

    /// <summary>Too many requests.</summary>
    public static WireFault Throttled(int milliseconds) => new(429, RetryAfter: TimeSpan.FromMilliseconds(milliseconds));

    public HttpResponseMessage Answer(Func<HttpResponseMessage> carryOut)
    {
        if (Applied)
        {
            carryOut().Dispose();
        }

        if (Status is not { } status)
        {
            throw new HttpRequestException("The connection was broken on purpose.");
        }

        var answer = WireAnswer.Failure((HttpStatusCode)status, SubStatus);
        if (RetryAfter is { } wait)
        {
            answer.Headers.TryAddWithoutValidation("x-ms-retry-after-ms", wait.TotalMilliseconds.ToString(CultureInfo.InvariantCulture));
        }

        return answer;
    }
}
