namespace Tallystick.Tests.Http.Tests.Kit;

/// <summary>What browsers say of where a request comes from, and what a session lets them do then.</summary>
internal static class CrossSite
{
    /// <summary>The headers <c>Sec-Fetch-Site</c> and <c>Origin</c>, null where they are not sent; whether the session may be read by, and written.</summary>
    public static TheoryData<string?, string?, bool, bool> Requests => new()
    {
        { "cross-site", null, false, false },
        { "same-site", null, false, false },
        { "same-origin", null, true, true },
        { "none", null, true, false },
        { null, "http://localhost", true, true },
        { null, "http://localhost:8080", false, false },
        { null, "http://elsewhere.example", false, false },
        { null, "null", false, false },
        { null, null, true, false },
    };
}
