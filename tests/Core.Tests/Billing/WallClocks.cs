namespace Tallystick.Tests.Core.Tests.Billing;

/// <summary>
/// What clocks on the wall showed from June 2023 to December 2025, written down from the IANA database (files northamerica, europe, australasia, southamerica,
/// africa, asia) by hand: independent of the library that billing counts with. Times are in seconds since 1970.
/// </summary>
internal static class WallClocks
{
    internal static readonly string[] Zones = ["UTC", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "America/Santiago", "Africa/Cairo", "Asia/Kathmandu"];

    /// <summary>The instant of a wall time: one that is skipped is moved forward by what was skipped, one that comes twice is the first.</summary>
    internal static long Resolve(string zone, DateTime wall)
    {
        var changes = ChangesOf(zone);
        var candidates = changes.Select(change => change.Offset).Distinct().Select(offset => (Offset: offset, At: Seconds(wall) - (offset * 60))).ToList();
        var real = candidates.Where(candidate => OffsetAt(changes, candidate.At) == candidate.Offset).Select(candidate => candidate.At).ToList();
        return real.Count > 0 ? real.Min() : candidates.Max(candidate => candidate.At);
    }

    internal static long Seconds(DateTime utc) => (utc.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerSecond;

    private static int OffsetAt((long From, int Offset)[] changes, long at) => changes.Last(change => change.From <= at).Offset;

    private static (long From, int Offset)[] ChangesOf(string zone) => zone switch
    {
        "America/New_York" => Changes(-240, "2023-11-05T06:00 -300 2024-03-10T07:00 -240 2024-11-03T06:00 -300 2025-03-09T07:00 -240 2025-11-02T06:00 -300"),
        "Europe/Berlin" => Changes(120, "2023-10-29T01:00 60 2024-03-31T01:00 120 2024-10-27T01:00 60 2025-03-30T01:00 120 2025-10-26T01:00 60"),
        "Australia/Lord_Howe" => Changes(630, "2023-09-30T15:30 660 2024-04-06T15:00 630 2024-10-05T15:30 660 2025-04-05T15:00 630 2025-10-04T15:30 660"),
        "America/Santiago" => Changes(-240, "2023-09-03T04:00 -180 2024-04-07T03:00 -240 2024-09-08T04:00 -180 2025-04-06T03:00 -240 2025-09-07T04:00 -180"),
        "Africa/Cairo" => Changes(180, "2023-10-26T21:00 120 2024-04-25T22:00 180 2024-10-31T21:00 120 2025-04-24T22:00 180 2025-10-30T21:00 120"),
        "Asia/Kathmandu" => Changes(345, ""),
        _ => Changes(0, ""),
    };

    private static (long From, int Offset)[] Changes(int first, string text)
    {
        var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return [(long.MinValue, first), .. parts.Chunk(2).Select(pair =>
            (Seconds(DateTime.SpecifyKind(DateTime.Parse(pair[0], null), DateTimeKind.Utc)), int.Parse(pair[1], null)))];
    }
}
