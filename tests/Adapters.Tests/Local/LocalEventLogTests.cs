using Tallystick.Core.Usage;
using Tallystick.Tests.Contracts;

namespace Tallystick.Tests.Adapters.Tests.Local;

public sealed class LocalEventLogTests : EventLogContract, IDisposable
{
    private readonly TemporaryBackend local;

    public LocalEventLogTests() => local = new TemporaryBackend(time: Time);

    protected override IEventLog Log => local.Backend.Log;

    public void Dispose() => local.Dispose();
}
