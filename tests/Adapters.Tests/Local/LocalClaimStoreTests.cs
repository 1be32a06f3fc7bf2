using Tallystick.Core.Usage;
using Tallystick.Tests.Contracts;

namespace Tallystick.Tests.Adapters.Tests.Local;

public sealed class LocalClaimStoreTests : ClaimStoreContract, IDisposable
{
    private readonly TemporaryBackend local = new();

    protected override IClaimStore Store => local.Backend.Claims;

    public void Dispose() => local.Dispose();
}
