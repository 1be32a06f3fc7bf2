using Tallystick.Core.Storage;
using Tallystick.Local;
using Tallystick.Tests.Contracts;

namespace Tallystick.Tests.Adapters.Tests.Local;

/// <summary>The same rules where nothing stays in the cache.</summary>
public sealed class LocalDocumentStoreWithoutCacheTests : DocumentStoreContract, IDisposable
{
    private readonly TemporaryBackend local = new(new LocalOptions { DocumentCacheBytes = 0 });

    protected override IDocumentStore Store => local.Backend.Documents;

    public void Dispose() => local.Dispose();
}
