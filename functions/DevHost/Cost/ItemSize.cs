namespace Tallystick.DevHost.Cost;

/// <summary>How large a document is as an item of Cosmos DB.</summary>
/// <remarks>
/// The rule is that of <c>functions/Cloud/Cosmos</c>: <c>{"id":…,"partition":…,"body":"…"}</c>, with the body as a JSON string, or in base 64 where that is shorter. The service adds
/// members of its own.
/// </remarks>
public static class ItemSize
{
    /// <summary>What the service adds: <c>_rid</c>, <c>_self</c>, <c>_etag</c>, <c>_attachments</c> and <c>_ts</c>.</summary>
    public const int OfServiceMembers = 205;

    // The names of our members, with their punctuation.
    private const int OfNames = 34;

    /// <summary>The size of a document, in bytes.</summary>
    public static long Of(string partition, string id, ReadOnlySpan<byte> body)
    {
        long quoted = body.Length + body.Count((byte)'"') + body.Count((byte)'\\');
        var base64 = (body.Length + 2L) / 3 * 4;
        return OfServiceMembers + OfNames + partition.Length + id.Length + Math.Min(quoted, base64);
    }
}
