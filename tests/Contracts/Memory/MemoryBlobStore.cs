using System.Collections.Concurrent;
using Tallystick.Core.Blobs;

namespace Tallystick.Tests.Contracts.Memory;

/// <summary><see cref="IBlobStore"/> in memory.</summary>
public sealed class MemoryBlobStore : IBlobStore
{
    private readonly ConcurrentDictionary<string, byte[]> blobs = new();

    /// <inheritdoc/>
    public ValueTask<bool> PutAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        BlobName.Check(name);
        return new(blobs.GetOrAdd(name, content.ToArray()).AsSpan().SequenceEqual(content.Span));
    }

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>?> GetAsync(string name, CancellationToken cancellation)
    {
        BlobName.Check(name);
        return new(blobs.TryGetValue(name, out var content) ? content : (ReadOnlyMemory<byte>?)null);
    }
}
