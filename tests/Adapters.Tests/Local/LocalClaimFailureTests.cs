using Tallystick.Core.Storage;
using Tallystick.Local;
using Tallystick.Tests.Contracts;

namespace Tallystick.Tests.Adapters.Tests.Local;

public sealed class LocalClaimFailureTests : IDisposable
{
    private readonly FaultyDisk disk = new();
    private readonly TemporaryBackend local;

    public LocalClaimFailureTests() => local = new TemporaryBackend(new LocalOptions { Disk = disk });

    [Fact]
    public async Task A_claim_that_could_not_be_written_does_not_stand()
    {
        var (failed, later) = (Samples.Claim(1, 10), Samples.Claim(1, 11));
        _ = local.Backend;
        disk.WriteFails = true;
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await local.Backend.Claims.ClaimAsync([failed], default));
        Assert.Null(await local.Backend.Claims.FindAsync(failed.Event, default));

        disk.WriteFails = false;

        Assert.Equal([later], await local.Backend.Claims.ClaimAsync([later], default));
        local.Close();
        Assert.Equal(later, await local.Backend.Claims.FindAsync(later.Event, default));
    }

    [Fact]
    public async Task A_call_that_claims_nothing_new_writes_nothing_even_on_a_full_disk()
    {
        var claim = Samples.Claim(1, 10);
        await local.Backend.Claims.ClaimAsync([claim], default);
        disk.WriteFails = true;

        Assert.Equal([claim, claim], await local.Backend.Claims.ClaimAsync([claim, Samples.Claim(1, 11)], default));
    }

    [Fact]
    public async Task A_call_is_one_durable_write_however_many_claims_it_makes()
    {
        _ = local.Backend;
        var before = disk.Flushes;

        await local.Backend.Claims.ClaimAsync([.. Enumerable.Range(0, 40_000).Select(i => Samples.Claim(i, i))], default);

        Assert.Equal(1, disk.Flushes - before);
    }

    public void Dispose() => local.Dispose();
}
