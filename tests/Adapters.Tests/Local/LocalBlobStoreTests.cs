using Tallystick.Core.Blobs;
using Tallystick.Tests.Contracts;

namespace Tallystick.Tests.Adapters.Tests.Local;

public sealed class LocalBlobStoreTests : BlobStoreContract, IDisposable
{
    private readonly TemporaryBackend local = new();

    protected override IBlobStore Store => local.Backend.Blobs;

    public void Dispose() => local.Dispose();
}
