using Tallystick.Core.Storage;
using Tallystick.Tests.Cloud.Tests.Cosmos.Wire;
using Tallystick.Tests.Contracts;

namespace Tallystick.Tests.Cloud.Tests.Cosmos;

/// <summary>The suite of ranges where every answer has two documents at most.</summary>
public sealed class CosmosDocumentListByPagesTests : DocumentListContract
{
    protected override IDocumentStore Store { get; } = new CosmosWire { PageSize = 2 }.OpenAsync().GetAwaiter().GetResult();
}
