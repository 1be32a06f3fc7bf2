using Tallystick.Core.Storage;
using Tallystick.Tests.Contracts;
using Tallystick.Tests.Contracts.Memory;

namespace Tallystick.Tests.Adapters.Tests.Memory;

public sealed class MemoryDocumentRaceTests : DocumentRaceContract
{
    protected override IDocumentStore Store { get; } = new MemoryDocumentStore();
}
