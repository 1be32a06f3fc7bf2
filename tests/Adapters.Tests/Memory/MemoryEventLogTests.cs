using Tallystick.Core.Usage;
using Tallystick.Tests.Contracts;
using Tallystick.Tests.Contracts.Memory;

namespace Tallystick.Tests.Adapters.Tests.Memory;

public sealed class MemoryEventLogTests : EventLogContract
{
    public MemoryEventLogTests() => Log = new MemoryEventLog(Time);

    protected override IEventLog Log { get; }
}
