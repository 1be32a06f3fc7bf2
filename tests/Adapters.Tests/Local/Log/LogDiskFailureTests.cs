using Tallystick.Core.Storage;
using Tallystick.Local;

namespace Tallystick.Tests.Adapters.Tests.Local.Log;

public sealed class LogDiskFailureTests : IDisposable
{
    private readonly FaultyDisk disk = new();
    private readonly LogFixture log;

    public LogDiskFailureTests() => log = new LogFixture(new LocalOptions { Disk = disk });

    [Fact]
    public async Task A_full_disk_fails_the_append_and_leaves_no_trace_and_later_appends_succeed()
    {
        await log.Append("before");
        disk.WriteFails = true;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => log.Append("failed"));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => log.Append("failed"));
        Assert.Equal(["before"], await log.Read());

        disk.WriteFails = false;
        await log.Append("after");

        Assert.Equal(["before", "after"], await log.Read());
        log.Close();
        Assert.Equal(["before", "after"], await log.Read());
    }

    [Fact]
    public async Task A_failed_sync_is_never_trusted_until_the_log_is_opened_anew()
    {
        await log.Append("before");
        disk.FlushFails = true;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => log.Append("failed"));
        disk.FlushFails = false;

        await Assert.ThrowsAsync<StoreUnavailableException>(() => log.Append("refused"));
        Assert.Equal(["before"], await log.Read());

        log.Close();
        await log.Append("after");
        Assert.Equal(["before", "after"], await log.Read());
    }

    [Fact]
    public async Task Where_a_failed_write_cannot_be_cut_off_nothing_is_written_until_the_log_is_opened_anew()
    {
        await log.Append("before");
        (disk.WriteFails, disk.TruncateFails) = (true, true);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => log.Append("failed"));
        (disk.WriteFails, disk.TruncateFails) = (false, false);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => log.Append("refused"));

        log.Close();
        await log.Append("after");
        Assert.Equal(["before", "after"], await log.Read());
    }

    [Fact]
    public async Task Callers_that_come_at_once_share_syncs()
    {
        const int Callers = 2000;
        await log.Append("first");
        var before = disk.Flushes;

        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => log.Append("x")));

        Assert.InRange(disk.Flushes - before, 1, Callers / 2);
    }

    public void Dispose() => log.Dispose();
}
