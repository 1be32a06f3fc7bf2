using Microsoft.AspNetCore.Http;
using Tallystick.Core.Sessions;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Http.Sessions;

/// <summary>Knows callers by the session of their browser, where a request asks for that.</summary>
/// <remarks>
/// A cookie is looked at where the request names the mode whose session is meant: a write in the header <c>Tally-Session</c>, which no other site can have a
/// browser send; a read, which may be a download or a stream of events, also in the query. See decision 57.
/// </remarks>
internal sealed class SessionCallers(BrowserSessions sessions, TimeProvider time)
{
    private const string Header = "Tally-Session";
    private const string Query = "session";

    /// <summary>The key that the session acts with; null where none is meant, or it is over; refused where another site may have sent the request.</summary>
    internal async ValueTask<Result<ApiKey?>> FindAsync(HttpContext context)
    {
        if (ModeOf(context.Request) is not { } mode)
        {
            return (ApiKey?)null;
        }

        if (SameOrigin.Check(context.Request) is { } refused)
        {
            return refused;
        }

        // What one session was answered is not for the next one that this browser has.
        context.Response.Headers.CacheControl = "no-store";
        var open = await sessions.FindAsync(SessionCookies.Read(context.Request, mode), time.GetInstant(), context.RequestAborted);
        return open?.Key;
    }

    private static Mode? ModeOf(HttpRequest request)
    {
        string? named = request.Headers[Header];
        if (named is null && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)))
        {
            named = request.Query[Query];
        }

        return named switch { "live" => Mode.Live, "test" => Mode.Test, _ => null };
    }
}
