using Tallystick.Core.Storage;
using Tallystick.Tests.Contracts;

namespace Tallystick.Tests.Adapters.Tests.Local;

public sealed class LocalDocumentRaceTests : DocumentRaceContract, IDisposable
{
    private readonly TemporaryBackend local = new();

    protected override IDocumentStore Store => local.Backend.Documents;

    public void Dispose() => local.Dispose();
}
