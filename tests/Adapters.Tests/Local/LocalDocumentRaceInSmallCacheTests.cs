using Tallystick.Core.Storage;
using Tallystick.Local;
using Tallystick.Tests.Contracts;

namespace Tallystick.Tests.Adapters.Tests.Local;

/// <summary>The same races where entries are thrown out of the cache all the time.</summary>
public sealed class LocalDocumentRaceInSmallCacheTests : DocumentRaceContract, IDisposable
{
    private readonly TemporaryBackend local = new(new LocalOptions { DocumentCacheBytes = 16 * 800 });

    protected override IDocumentStore Store => local.Backend.Documents;

    public void Dispose() => local.Dispose();
}
