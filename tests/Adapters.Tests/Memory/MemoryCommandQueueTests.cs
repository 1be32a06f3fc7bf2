using NodaTime;
using Tallystick.Core.Commands;
using Tallystick.Tests.Contracts;
using Tallystick.Tests.Contracts.Memory;

namespace Tallystick.Tests.Adapters.Tests.Memory;

public sealed class MemoryCommandQueueTests : CommandQueueContract
{
    public MemoryCommandQueueTests() => Queue = new MemoryCommandQueue(Time, Duration.FromTimeSpan(Lease));

    protected override ICommandQueue Queue { get; }
}
