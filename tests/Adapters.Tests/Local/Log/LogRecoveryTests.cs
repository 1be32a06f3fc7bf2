using Tallystick.Local;
using Tallystick.Local.Files;

namespace Tallystick.Tests.Adapters.Tests.Local.Log;

public sealed class LogRecoveryTests : IDisposable
{
    private readonly LogFixture log = new(new LocalOptions());

    [Fact]
    public async Task A_tail_torn_at_any_byte_of_the_last_record_is_cut_and_everything_before_stays()
    {
        await log.Append("first");
        await log.Append("second");
        log.Close();
        var file = log.Files[0];
        var before = new FileInfo(file).Length;
        await log.Append("torn");
        log.Close();
        var whole = File.ReadAllBytes(file);

        for (var length = before; length < whole.Length; length++)
        {
            File.WriteAllBytes(file, whole[..(int)length]);
            Assert.Equal(["first", "second"], await log.Read());
            Assert.Equal(1, await log.Log.LastSequenceAsync(0, default));
            Assert.Equal(before, new FileInfo(file).Length);
            await log.Append("next");
            log.Close();
            Assert.Equal(["first", "second", "next"], await log.Read());
            log.Close();
        }
    }

    [Fact]
    public async Task A_last_write_with_any_byte_flipped_is_cut()
    {
        await log.Append("first");
        log.Close();
        var before = new FileInfo(log.Files[0]).Length;
        await log.Append("torn");
        log.Close();
        var whole = File.ReadAllBytes(log.Files[0]);

        for (var at = before; at < whole.Length; at++)
        {
            var damaged = whole.ToArray();
            damaged[at] ^= 0x10;
            File.WriteAllBytes(log.Files[0], damaged);
            Assert.Equal(["first"], await log.Read());
            log.Close();
        }
    }

    /// <summary>In a power cut the pages of one write reach the disk in any order: later records of it prove nothing.</summary>
    [Fact]
    public async Task A_last_write_that_has_lost_its_beginning_is_cut()
    {
        await log.Append("first");
        log.Close();
        var before = (int)new FileInfo(log.Files[0]).Length;
        await log.Append("lost", "whole", "whole");
        log.Close();
        var bytes = File.ReadAllBytes(log.Files[0]);
        bytes.AsSpan(before, 30).Clear();
        File.WriteAllBytes(log.Files[0], bytes);

        Assert.Equal(["first"], await log.Read());
    }

    [Fact]
    public async Task Zeros_behind_the_last_record_are_cut()
    {
        await log.Append("first");
        log.Close();
        File.AppendAllText(log.Files[0], new string('\0', 5000));

        Assert.Equal(["first"], await log.Read());
    }

    [Fact]
    public async Task A_flipped_byte_in_the_middle_is_reported_with_file_and_offset()
    {
        await log.Append("first");
        log.Close();
        var second = new FileInfo(log.Files[0]).Length;
        await log.Append("second");
        log.Close();
        var third = new FileInfo(log.Files[0]).Length;
        await log.Append("third");
        log.Close();
        var whole = File.ReadAllBytes(log.Files[0]);

        for (var at = second; at < third; at++)
        {
            var damaged = whole.ToArray();
            damaged[at] ^= 0x01;
            File.WriteAllBytes(log.Files[0], damaged);

            var report = Assert.Throws<DamagedFileException>(() => log.Log);

            Assert.Equal((log.Files[0], second), (report.Path, report.Offset));
            Assert.Contains($"{log.Files[0]} is damaged at offset {second}", report.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Damage_in_the_middle_of_a_large_file_is_found_from_far_behind()
    {
        await log.Append("first");
        await log.Append([.. Enumerable.Range(0, 12).Select(seed => Incompressible(seed, 1_000_000))]);
        await log.Append("last");
        log.Close();
        var bytes = File.ReadAllBytes(log.Files[0]);
        bytes[20] ^= 1;
        bytes.AsSpan(1000, bytes.Length - 100_000).Clear();
        File.WriteAllBytes(log.Files[0], bytes);

        Assert.Equal(0, Assert.Throws<DamagedFileException>(() => log.Log).Offset);
    }

    public void Dispose() => log.Dispose();

    private static string Incompressible(int seed, int length)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return Convert.ToBase64String(bytes)[..length];
    }
}
