using NodaTime;
using Tallystick.Local;
using Tallystick.Tests.Contracts;

namespace Tallystick.Tests.Adapters.Tests.Local.Log;

public sealed class LogPurgeTests : IDisposable
{
    private static readonly Instant Later = Instant.FromUtc(2100, 1, 1, 0, 0);
    private readonly LogFixture log = new(new LocalOptions { LogSegmentBytes = 1 });

    [Fact]
    public async Task Old_files_are_forgotten_one_a_call_and_the_log_goes_on_when_it_is_opened_anew()
    {
        foreach (var payload in new[] { "0", "1", "2", "3", "4" })
        {
            await log.Append(payload);
        }

        Assert.Equal(1, await log.Log.PurgeAsync(0, Later, through: 2, default));
        Assert.Equal(4, log.Files.Count);
        Assert.Equal(1, await log.Log.PurgeAsync(0, Later, through: 2, default));
        Assert.Equal(1, await log.Log.PurgeAsync(0, Later, through: 2, default));
        Assert.Equal(0, await log.Log.PurgeAsync(0, Later, through: 2, default));
        Assert.Equal(["3", "4"], await log.Read());
        log.Close();

        Assert.Equal(["3", "4"], await log.Read());
        Assert.Equal((3, 4), (await log.Log.FirstSequenceAsync(0, default), await log.Log.LastSequenceAsync(0, default)));
        await log.Append("5");
        Assert.Equal(["4", "5"], await log.Read(from: 4));
        Assert.Equal(["3", "4", "5"], await log.Read(from: 1));
    }

    [Fact]
    public async Task The_last_file_stays_and_so_does_one_that_is_not_wholly_before_the_time()
    {
        await log.Append("0");
        await log.Append("1");
        Assert.Equal(0, await log.Log.PurgeAsync(0, new ManualTime().Now, through: 1, default));
        Assert.Equal(1, await log.Log.PurgeAsync(0, Later, through: 1, default));
        Assert.Equal(0, await log.Log.PurgeAsync(0, Later, through: 1, default));
        Assert.Equal(["1"], await log.Read());
    }

    public void Dispose() => log.Dispose();
}
