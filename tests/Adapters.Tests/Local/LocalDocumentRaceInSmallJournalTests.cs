using Tallystick.Core.Storage;
using Tallystick.Local;
using Tallystick.Tests.Contracts;

namespace Tallystick.Tests.Adapters.Tests.Local;

/// <summary>The same races where the table is written all the time.</summary>
public sealed class LocalDocumentRaceInSmallJournalTests : DocumentRaceContract, IDisposable
{
    private readonly TemporaryBackend local = new(new LocalOptions { DocumentJournalBytes = 500, DocumentCacheBytes = 16 * 800 });

    protected override IDocumentStore Store => local.Backend.Documents;

    public void Dispose() => local.Dispose();
}
