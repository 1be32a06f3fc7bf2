using Tallystick.Core.Blobs;

namespace Tallystick.Tests.Simulation.Adapters;

/// <summary>Blobs at the other end of a wire.</summary>
internal sealed class WiredBlobs(IBlobStore inner, Wire wire) : IBlobStore
{
    /// <inheritdoc/>
    public ValueTask<bool> PutAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation) =>
        wire.WriteAsync($"put {name}", () => inner.PutAsync(name, content, cancellation));

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>?> GetAsync(string name, CancellationToken cancellation) =>
        wire.ReadAsync("get blob", () => inner.GetAsync(name, cancellation));
}
