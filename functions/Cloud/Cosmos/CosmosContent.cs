namespace Tallystick.Cloud.Cosmos;

/// <summary>The bytes of an answer's content.</summary>
internal static class CosmosContent
{
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream content, CancellationToken cancellation)
    {
        if (content is MemoryStream memory && memory.TryGetBuffer(out var bytes))
        {
            return bytes;
        }

        var copy = new MemoryStream();
        await content.CopyToAsync(copy, cancellation);
        return copy.GetBuffer().AsMemory(0, (int)copy.Length);
    }
}
