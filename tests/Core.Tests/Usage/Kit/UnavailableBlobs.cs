using Tallystick.Core.Blobs;
using Tallystick.Core.Storage;

namespace Tallystick.Tests.Core.Tests.Usage.Kit;

/// <summary>Files that nobody can reach now.</summary>
internal sealed class UnavailableBlobs : IBlobStore
{
    public ValueTask<bool> PutAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation) => throw Unavailable();

    public ValueTask<ReadOnlyMemory<byte>?> GetAsync(string name, CancellationToken cancellation) => throw Unavailable();

    private static StoreUnavailableException Unavailable() => new("cut off");
}
