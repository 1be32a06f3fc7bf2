using System.Net;
using System.Text;
using Tallystick.Cloud.Cosmos;
using Tallystick.DevHost.Cost;

namespace Tallystick.Tests.Cloud.Tests.Cosmos.Wire;

/// <summary>A container: its items by partition and id, and the operations on one of them.</summary>
/// <param name="partitionKey">The name of the member that is the partition key.</param>
/// <param name="timeToLive">After how many seconds it forgets its items; -1 for never, unless an item says otherwise.</param>
internal sealed class WireContainer(string partitionKey = "partition", int timeToLive = -1)
{
    public const string DatabaseRid = "AQAAAA==";
    public const string Rid = "AQAAAIAAAAE=";
    public const int MaxRequest = 2 * 1024 * 1024;
    private const string RangesETag = "\"ranges\"";

    private Dictionary<(string Partition, string Id), WireItem> items = [];
    private long version;

    /// <summary>The container itself.</summary>
    public HttpResponseMessage Answer() => WireAnswer.Of(HttpStatusCode.OK, Encoding.UTF8.GetBytes(
        $$$"""
        {"id":"{{{CosmosWire.Container}}}","_rid":"{{{Rid}}}","_etag":"\"1\"","defaultTtl":{{{timeToLive}}},"indexingPolicy":{{{LedgerContainer.IndexingPolicy}}},
         "partitionKey":{"paths":["/{{{partitionKey}}}"],"kind":"Hash","version":2}}
        """));

    /// <summary>Its one physical partition.</summary>
    public static HttpResponseMessage AnswerRanges(WireRequest call) => call.IfNoneMatch == RangesETag
        ? WireAnswer.Of(HttpStatusCode.NotModified, default, RangesETag)
        : WireAnswer.Of(
            HttpStatusCode.OK,
            Encoding.UTF8.GetBytes($$"""{"_rid":"{{Rid}}","PartitionKeyRanges":[{"_rid":"r","id":"0","minInclusive":"","maxExclusive":"FF","status":"online","parents":[]}],"_count":1}"""),
            RangesETag);

    public WireResult Read(string partition, string id) =>
        items.TryGetValue((partition, id), out var item) ? new(HttpStatusCode.OK, item, item.ReadCharge) : new(HttpStatusCode.NotFound, Charge: RequestUnits.OfRead(0));

    public WireResult Create(string partition, byte[] json) =>
        Prepare(partition, json) is not { } item ? new(HttpStatusCode.BadRequest)
        : items.ContainsKey((partition, item.Id)) ? new(HttpStatusCode.Conflict)
        : Keep(HttpStatusCode.Created, item);

    public WireResult Upsert(string partition, byte[] json, string? ifMatch) =>
        Prepare(partition, json) is not { } item ? new(HttpStatusCode.BadRequest)
        : items.TryGetValue((partition, item.Id), out var old) && IsOther(old, ifMatch) ? new(HttpStatusCode.PreconditionFailed)
        : Keep(old is null ? HttpStatusCode.Created : HttpStatusCode.OK, item);

    public WireResult Replace(string partition, string id, byte[] json, string? ifMatch) =>
        Prepare(partition, json) is not { } item || item.Id != id ? new(HttpStatusCode.BadRequest)
        : !items.TryGetValue((partition, id), out var old) ? new(HttpStatusCode.NotFound)
        : IsOther(old, ifMatch) ? new(HttpStatusCode.PreconditionFailed)
        : Keep(HttpStatusCode.OK, item);

    public WireResult Delete(string partition, string id, string? ifMatch)
    {
        if (!items.TryGetValue((partition, id), out var old))
        {
            return new(HttpStatusCode.NotFound);
        }

        if (IsOther(old, ifMatch))
        {
            return new(HttpStatusCode.PreconditionFailed);
        }

        items.Remove((partition, id));
        return new(HttpStatusCode.NoContent, null, old.WriteCharge);
    }

    /// <summary>The items of a partition in the order of their ids.</summary>
    public IEnumerable<WireItem> In(string partition) =>
        items.Values.Where(item => item.Partition == partition).OrderBy(item => item.Id, StringComparer.Ordinal);

    /// <summary>Does several operations, or none where one fails.</summary>
    /// <returns>A result for each that was done; the last is the one that failed.</returns>
    public List<WireResult> All(IEnumerable<Func<WireContainer, WireResult>> operations)
    {
        var before = new Dictionary<(string, string), WireItem>(items);
        var results = new List<WireResult>();
        foreach (var operation in operations)
        {
            results.Add(operation(this));
            if ((int)results[^1].Status >= 400)
            {
                items = before;
                break;
            }
        }

        return results;
    }

    private static bool IsOther(WireItem standing, string? ifMatch) => ifMatch is not null && ifMatch != standing.ETag;

    // What an item says of its partition has to agree with what the request says.
    private WireItem? Prepare(string partition, byte[] json) =>
        WireItem.Of(json, partitionKey, ++version) is var item && item.Partition == partition ? item : null;

    private WireResult Keep(HttpStatusCode status, WireItem item)
    {
        items[(item.Partition!, item.Id)] = item;
        return new(status, item, item.WriteCharge);
    }
}
