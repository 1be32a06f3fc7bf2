using Tallystick.Core.Storage;
using Tallystick.Tests.Cloud.Tests.Cosmos.Wire;
using Tallystick.Tests.Contracts;

namespace Tallystick.Tests.Cloud.Tests.Cosmos;

public sealed class CosmosDocumentStoreTests : DocumentStoreContract
{
    protected override IDocumentStore Store { get; } = new CosmosWire().OpenAsync().GetAwaiter().GetResult();
}
