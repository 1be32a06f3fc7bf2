using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using NodaTime;

namespace Tallystick.Core.Values;

/// <summary>Time zones of the IANA time zone database, by id.</summary>
/// <remarks>The rules are those compiled into NodaTime, so that every machine that rebuilds an invoice uses the same.</remarks>
public static class TimeZones
{
    // The provider would also make up zones of fixed offsets, such as UTC+5, that no other system knows.
    private static readonly FrozenSet<string> Ids = DateTimeZoneProviders.Tzdb.Ids.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The zone of an id such as <c>Europe/Berlin</c>, in its exact spelling; false where the database has none.</summary>
    public static bool TryFind([NotNullWhen(true)] string? id, [NotNullWhen(true)] out DateTimeZone? zone)
    {
        zone = id is not null && Ids.Contains(id) ? DateTimeZoneProviders.Tzdb[id] : null;
        return zone is not null;
    }

    /// <summary>The zone of an id that was checked before.</summary>
    /// <exception cref="FormatException">The database has no such zone.</exception>
    public static DateTimeZone Find(string id) =>
        TryFind(id, out var zone) ? zone : throw new FormatException($"'{id}' is not a time zone of the IANA database.");
}
