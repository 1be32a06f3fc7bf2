using Microsoft.AspNetCore.Http;
using NodaTime;
using Tallystick.Core.Values;
using Tallystick.Http.Binding;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Http.Usage;

/// <summary>Reads a half-open period from two query members.</summary>
internal static class UsageQuery
{
    // A year from the ends of what the calendar has: the days and months of every time zone around them, and open ends, are dates too.
    private static readonly Instant Earliest = Instant.FromUtc(2, 1, 1, 0, 0);
    private static readonly Instant Latest = Instant.FromUtc(9999, 1, 1, 0, 0);

    /// <summary>The period, both ends of which must be there; the check notes what is wrong.</summary>
    internal static Period ReadPeriod(HttpRequest request, Check check, string from, string to)
    {
        check.That(request.Query[from].ToString().Length > 0, from, "This parameter is required.", "REQUIRED");
        check.That(request.Query[to].ToString().Length > 0, to, "This parameter is required.", "REQUIRED");
        return ReadOptionalPeriod(request, check, from, to) ?? default;
    }

    /// <summary>The period, open where an end is left out; null where both are.</summary>
    internal static Period? ReadOptionalPeriod(HttpRequest request, Check check, string from, string to)
    {
        var start = ReadTime(request, check, from);
        var end = ReadTime(request, check, to);
        check.That(start is null || end is null || start < end, to, $"It must be after {from}.", "OUT_OF_RANGE");
        return start is null && end is null || start >= end ? null : new Period(start ?? Earliest, end ?? Latest);
    }

    /// <summary>A time of a query member; null where it is left out, or the check notes what is wrong.</summary>
    internal static Instant? ReadTime(HttpRequest request, Check check, string name)
    {
        // A plus sign that was not escaped arrives as a space.
        var text = request.Query[name].ToString();
        var valid = Timestamps.TryParse(text.Replace(' ', '+'), out var instant);
        check.That(text.Length == 0 || valid, name, "A timestamp of RFC 3339 with an offset is expected.", "INVALID_TIMESTAMP");
        var isWithin = valid && Earliest <= instant && instant <= Latest;
        check.That(!valid || isWithin, name, $"A time from {Earliest} to {Latest} is expected.", "OUT_OF_RANGE");
        return isWithin ? instant : null;
    }
}
