using Tallystick.Core.Usage;
using Tallystick.Tests.Contracts;
using Tallystick.Tests.Contracts.Memory;

namespace Tallystick.Tests.Adapters.Tests.Memory;

public sealed class MemoryClaimStoreTests : ClaimStoreContract
{
    protected override IClaimStore Store { get; } = new MemoryClaimStore();
}
