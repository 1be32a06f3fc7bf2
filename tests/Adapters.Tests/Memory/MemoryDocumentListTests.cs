using Tallystick.Core.Storage;
using Tallystick.Tests.Contracts;
using Tallystick.Tests.Contracts.Memory;

namespace Tallystick.Tests.Adapters.Tests.Memory;

public sealed class MemoryDocumentListTests : DocumentListContract
{
    protected override IDocumentStore Store { get; } = new MemoryDocumentStore();
}
