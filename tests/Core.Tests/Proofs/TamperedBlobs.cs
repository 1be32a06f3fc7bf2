using Tallystick.Core.Blobs;

namespace Tallystick.Tests.Core.Tests.Proofs;

/// <summary>Files of which somebody has changed one, or deleted it.</summary>
internal sealed class TamperedBlobs(IBlobStore inner, string name, ReadOnlyMemory<byte>? content) : IBlobStore
{
    public ValueTask<bool> PutAsync(string which, ReadOnlyMemory<byte> written, CancellationToken cancellation) =>
        throw new NotSupportedException("A proof writes nothing.");

    public async ValueTask<ReadOnlyMemory<byte>?> GetAsync(string which, CancellationToken cancellation) =>
        which == name ? content : await inner.GetAsync(which, cancellation);
}
