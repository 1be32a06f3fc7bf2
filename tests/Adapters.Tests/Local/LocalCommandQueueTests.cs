using Tallystick.Core.Commands;
using Tallystick.Local;
using Tallystick.Tests.Contracts;

namespace Tallystick.Tests.Adapters.Tests.Local;

public sealed class LocalCommandQueueTests : CommandQueueContract, IDisposable
{
    private readonly TemporaryBackend local;

    public LocalCommandQueueTests() => local = new TemporaryBackend(new LocalOptions { CommandLease = Lease }, Time);

    protected override ICommandQueue Queue => local.Backend.Commands;

    public void Dispose() => local.Dispose();
}
