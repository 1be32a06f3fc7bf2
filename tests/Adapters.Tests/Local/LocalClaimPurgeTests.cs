using Tallystick.Core.Usage;
using Tallystick.Local;
using Tallystick.Tests.Contracts;

namespace Tallystick.Tests.Adapters.Tests.Local;

/// <summary>Claims are kept in a file a day, and forgotten a file at a time.</summary>
public sealed class LocalClaimPurgeTests : IDisposable
{
    private readonly ManualTime time = new();
    private readonly TemporaryBackend local;

    public LocalClaimPurgeTests() => local = new TemporaryBackend(new LocalOptions(), time);

    private IClaimStore Claims => local.Backend.Claims;

    [Fact]
    public async Task Days_are_forgotten_one_after_the_other_and_stay_forgotten_when_the_directory_is_opened_again()
    {
        for (var day = 0; day < 5; day++)
        {
            await Claims.ClaimAsync([Samples.Claim(day, day), Samples.Claim(100 + day, day)], default);
            time.Advance(TimeSpan.FromDays(2));
        }

        // The third day's claims are old as well, and within the spare day.
        var before = time.Now - NodaTime.Duration.FromDays(5.5);
        int[] purged = [await PurgeAsync(before), await PurgeAsync(before), await PurgeAsync(before)];
        Assert.Equal([2, 2, 0], purged);
        foreach (var _ in new[] { "as it is", "opened again" })
        {
            for (var day = 0; day < 5; day++)
            {
                Assert.Equal(day >= 2, await Claims.FindAsync(Samples.Claim(day, day).Event, default) is not null);
            }

            local.Close();
        }
    }

    [Fact]
    public async Task An_identity_that_was_forgotten_can_be_claimed_anew_and_stands_when_the_directory_is_opened_again()
    {
        var (first, second) = (Samples.Claim(1, 1), Samples.Claim(1, 2));
        await Claims.ClaimAsync([first], default);
        time.Advance(TimeSpan.FromDays(3));
        Assert.Equal(1, await PurgeAsync(time.Now));
        Assert.Equal([second], await Claims.ClaimAsync([second], default));

        local.Close();

        Assert.Equal([second], await Claims.ClaimAsync([first], default));
    }

    [Fact]
    public async Task A_purge_that_ended_between_its_steps_is_ended_at_the_next_start()
    {
        await Claims.ClaimAsync([Samples.Claim(1, 1)], default);
        time.Advance(TimeSpan.FromDays(3));
        await Claims.ClaimAsync([Samples.Claim(2, 2)], default);
        local.Close();
        var oldest = Directory.EnumerateFiles(local.Of("claims")).Min()!;
        File.Move(oldest, Path.ChangeExtension(oldest, ".purged"));

        Assert.Null(await Claims.FindAsync(Samples.Claim(1, 1).Event, default));
        Assert.NotNull(await Claims.FindAsync(Samples.Claim(2, 2).Event, default));
        Assert.Single(Directory.EnumerateFiles(local.Of("claims")));
    }

    [Fact]
    public async Task The_one_file_that_claims_were_in_at_first_is_taken_over()
    {
        var claim = Samples.Claim(1, 1);
        await Claims.ClaimAsync([claim], default);
        local.Close();
        File.Move(Directory.EnumerateFiles(local.Of("claims")).Single(), local.Of("claims.dat"));
        Directory.Delete(local.Of("claims"));

        Assert.Equal(claim, await Claims.FindAsync(claim.Event, default));
        Assert.False(File.Exists(local.Of("claims.dat")));
    }

    public void Dispose() => local.Dispose();

    private async Task<int> PurgeAsync(NodaTime.Instant before) => await Claims.PurgeAsync(before, default);
}
