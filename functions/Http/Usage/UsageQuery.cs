using Microsoft.AspNetCore.Http;
using NodaTime;
using Tallystick.Core.Values;
using Tallystick.Http.Binding;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Http.Usage;

/// <summary>Reads a half-open period from two query members.</summary>
internal static class UsageQuery
{
    /// <summary>The period; the check notes what is wrong.</summary>
    internal static Period ReadPeriod(HttpRequest request, Check check, string from, string to)
    {
        var start = ReadTime(request, check, from);
        var end = ReadTime(request, check, to);
        check.That(start is null || end is null || start < end, to, $"It must be after {from}.", "OUT_OF_RANGE");
        return start < end ? new Period(start.Value, end.Value) : default;
    }

    private static Instant? ReadTime(HttpRequest request, Check check, string name)
    {
        var text = request.Query[name].ToString();
        check.That(text.Length > 0, name, "This parameter is required.", "REQUIRED");
        // A plus sign that was not escaped arrives as a space.
        var valid = Timestamps.TryParse(text.Replace(' ', '+'), out var instant);
        check.That(text.Length == 0 || valid, name, "A timestamp of RFC 3339 with an offset is expected.", "INVALID_TIMESTAMP");
        return valid ? instant : null;
    }
}
