using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tallystick.DevHost.Cost;

namespace Tallystick.Tests.Cloud.Tests.Cosmos.Wire;

/// <summary>An item as it stands in the container.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Partition">Its partition key; null where it has none.</param>
/// <param name="ETag">Its version, with quotation marks.</param>
/// <param name="Json">Its text as the service gives it back.</param>
/// <param name="Size">How large it is: as it was sent, with the service's own members.</param>
internal sealed record WireItem(string Id, string? Partition, string ETag, byte[] Json, long Size)
{
    /// <summary>Request units of reading it.</summary>
    public double ReadCharge => RequestUnits.OfRead(Size);

    /// <summary>Request units of writing it.</summary>
    public double WriteCharge => RequestUnits.OfWrite(Size);

    /// <summary>The item of a text, with the members that the service adds. The text that is kept is written anew: other escapes, no spaces.</summary>
    public static WireItem Of(ReadOnlySpan<byte> json, string partitionKey, long version)
    {
        var item = JsonNode.Parse(json)!.AsObject();
        var etag = $"\"{version.ToString("x8", CultureInfo.InvariantCulture)}-0000-0d00-0000-000000000000\"";
        item["_rid"] = "AQAAAIAAAAE=";
        item["_etag"] = etag;
        item["_ts"] = 1767225600;
        return new WireItem(item["id"]!.GetValue<string>(), item[partitionKey]?.GetValue<string>(), etag, JsonSerializer.SerializeToUtf8Bytes(item), json.Length + ItemSize.OfServiceMembers);
    }
}
