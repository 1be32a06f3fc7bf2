using System.Globalization;
using Tallystick.Local;
using Tallystick.Local.Files;

namespace Tallystick.Tests.Adapters.Tests.Local.Log;

public sealed class LogSegmentTests : IDisposable
{
    private const int Records = 300;
    private readonly LogFixture log = new(new LocalOptions { LogSegmentBytes = 1000 });

    [Fact]
    public async Task Many_files_read_as_one_log_from_anywhere_before_and_after_reopening()
    {
        await Fill();
        Assert.True(log.Files.Count > 10, $"{log.Files.Count} files");

        for (var pass = 0; pass < 2; pass++)
        {
            Assert.Equal(Records - 1, await log.Log.LastSequenceAsync(0, default));
            for (var from = 0; from <= Records; from += 13)
            {
                Assert.Equal(Numbers(from), await log.Read(from));
            }

            log.Close();
        }
    }

    [Fact]
    public async Task A_torn_write_in_a_file_that_has_just_begun_is_cut_and_time_goes_on_from_the_file_before()
    {
        await Fill();
        var last = (await log.Log.ReadAsync(0, Records - 1, 1, null, default)).Records[0].EnqueuedAt;
        log.Close();
        File.WriteAllText(Path.Combine(Path.GetDirectoryName(log.Files[0])!, $"{Records:D20}.log"), "torn");

        Assert.Equal(Numbers(0), await log.Read());
        await log.Append("next");

        var next = (await log.Log.ReadAsync(0, Records, 1, null, default)).Records[0];
        Assert.Equal((Records, true), (next.Sequence, next.EnqueuedAt >= last));
        Assert.NotEqual(default, last);
    }

    [Fact]
    public async Task A_flipped_byte_in_an_older_file_is_reported_when_it_is_read()
    {
        await Fill();
        log.Close();
        var damaged = File.ReadAllBytes(log.Files[3]);
        damaged[40] ^= 1;
        File.WriteAllBytes(log.Files[3], damaged);

        var report = await Assert.ThrowsAsync<DamagedFileException>(() => log.Read());

        Assert.Equal((log.Files[3], 0), (report.Path, report.Offset));
    }

    [Fact]
    public async Task An_older_file_that_is_too_short_is_reported_when_it_is_read()
    {
        await Fill();
        log.Close();
        var bytes = File.ReadAllBytes(log.Files[3]);
        File.WriteAllBytes(log.Files[3], bytes[..^1]);

        Assert.Equal(log.Files[3], (await Assert.ThrowsAsync<DamagedFileException>(() => log.Read())).Path);
    }

    [Fact]
    public async Task An_older_file_that_is_missing_is_reported_when_it_is_read()
    {
        await Fill();
        log.Close();
        File.Delete(log.Files[3]);

        Assert.Equal(log.Files[2], (await Assert.ThrowsAsync<DamagedFileException>(() => log.Read())).Path);
    }

    public void Dispose() => log.Dispose();

    private static IEnumerable<string> Numbers(int from) =>
        Enumerable.Range(from, Records - from).Select(i => i.ToString(CultureInfo.InvariantCulture));

    private async Task Fill()
    {
        foreach (var chunk in Numbers(0).Chunk(3))
        {
            await log.Append(chunk);
        }
    }
}
