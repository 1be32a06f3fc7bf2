namespace Tallystick.DevHost.Cost;

/// <summary>What operations on documents are charged by Cosmos DB, in request units: its rules of thumb, for each KB begun.</summary>
/// <remarks>
/// A point read takes 1 a KB, twice that with the bounded staleness that the ledger asks for; a write 5 a KB up to some 50 at 10 KB, and about as much up to 100 KB:
/// https://learn.microsoft.com/azure/cosmos-db/request-units. An item has its envelope and the service's own members besides the body.
/// </remarks>
public static class RequestUnits
{
    // id, partition, _rid, _self, _etag, _attachments, _ts.
    private const int Envelope = 350;
    private const int KilobytesOfFullPrice = 10;
    private const int ReadOfOneReplica = 1;
    private const int Replicas = 2;
    private const int Write = 5;

    /// <summary>A point read of a document with so many bytes of body, 0 for one that is not there.</summary>
    public static long OfRead(long bytes) => Replicas * ReadOfOneReplica * Kilobytes(bytes == 0 ? 0 : bytes + Envelope);

    /// <summary>A list that returns so many bytes.</summary>
    public static long OfList(long bytes, int documents) => OfRead(bytes + (documents * Envelope)) + Replicas;

    /// <summary>A write of so many bytes of body.</summary>
    public static long OfWrite(long bytes)
    {
        var kilobytes = Kilobytes(bytes + Envelope);
        return Write * Math.Max(Math.Min(kilobytes, KilobytesOfFullPrice), kilobytes / KilobytesOfFullPrice);
    }

    private static long Kilobytes(long bytes) => Math.Max(1, (bytes + 1023) / 1024);
}
