using Tallystick.Core.Usage;
using Tallystick.Local;
using Tallystick.Tests.Contracts;

namespace Tallystick.Tests.Adapters.Tests.Local;

/// <summary>The same rules where nearly every append begins a new file.</summary>
public sealed class LocalEventLogInSmallSegmentsTests : EventLogContract, IDisposable
{
    private readonly TemporaryBackend local;

    public LocalEventLogInSmallSegmentsTests() =>
        local = new TemporaryBackend(new LocalOptions { LogSegmentBytes = 500, LogPartitions = 3 }, Time);

    protected override IEventLog Log => local.Backend.Log;

    public void Dispose() => local.Dispose();
}
