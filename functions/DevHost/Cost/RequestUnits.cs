namespace Tallystick.DevHost.Cost;

/// <summary>What operations on items are charged by Cosmos DB, in request units: its rules of thumb, for each KB begun.</summary>
/// <remarks>
/// A point read takes 1 a KB, twice that with the bounded staleness that the ledger asks for; a write 5 a KB up to some 50 at 10 KB, and about as much up to 100 KB:
/// https://learn.microsoft.com/azure/cosmos-db/request-units. What is refused, or is not there, is charged as the least that there is. A size is that of the item's text in the
/// service: see <see cref="ItemSize"/>.
/// </remarks>
public static class RequestUnits
{
    /// <summary>A write that was refused because a condition did not hold.</summary>
    public const long Refused = 1;

    private const int KilobytesOfFullPrice = 10;
    private const int ReadOfOneReplica = 1;
    private const int Replicas = 2;
    private const int Write = 5;

    /// <summary>A point read of an item of so many bytes, 0 for one that is not there.</summary>
    public static long OfRead(long bytes) => Replicas * ReadOfOneReplica * Kilobytes(bytes);

    /// <summary>An answer to a query that has items of so many bytes together, 0 for none.</summary>
    public static long OfList(long bytes) => OfRead(bytes) + Replicas;

    /// <summary>A write of an item of so many bytes.</summary>
    public static long OfWrite(long bytes)
    {
        var kilobytes = Kilobytes(bytes);
        return Write * Math.Max(Math.Min(kilobytes, KilobytesOfFullPrice), kilobytes / KilobytesOfFullPrice);
    }

    private static long Kilobytes(long bytes) => Math.Max(1, (bytes + 1023) / 1024);
}
