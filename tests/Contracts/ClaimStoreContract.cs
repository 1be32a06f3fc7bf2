using NodaTime;
using Tallystick.Core.Usage;

namespace Tallystick.Tests.Contracts;

/// <summary>What <see cref="IClaimStore"/> promises.</summary>
public abstract class ClaimStoreContract
{
    /// <summary>An empty store.</summary>
    protected abstract IClaimStore Store { get; }

    /// <summary>How many claims are many; fewer for stores that are reached over a network.</summary>
    protected virtual int Many => 40_000;

    [Fact]
    public async Task A_first_claim_stands_and_is_found_whole()
    {
        var claim = Samples.Claim(1, 10);

        Assert.Equal([claim], await Store.ClaimAsync([claim], default));
        Assert.Equal(claim, await Store.FindAsync(claim.Event, default));
    }

    [Fact]
    public async Task An_identity_without_claim_is_not_found() => Assert.Null(await Store.FindAsync(Samples.Claim(1, 10).Event, default));

    [Fact]
    public async Task The_first_claim_is_returned_for_ever()
    {
        var first = Samples.Claim(1, 10, body: 1);
        await Store.ClaimAsync([first], default);

        foreach (var later in new[] { Samples.Claim(1, 11, body: 1), Samples.Claim(1, 12, body: 2), Samples.Claim(1, 1), first })
        {
            Assert.Equal([first], await Store.ClaimAsync([later], default));
        }

        Assert.Equal(first, await Store.FindAsync(first.Event, default));
    }

    [Fact]
    public async Task Of_one_call_the_first_claim_on_an_identity_is_tried_first()
    {
        var (first, second, other) = (Samples.Claim(1, 10), Samples.Claim(1, 11), Samples.Claim(2, 12));

        Assert.Equal([first, first, other], await Store.ClaimAsync([first, second, other], default));
    }

    [Fact]
    public async Task The_claims_of_a_call_are_independent_and_answered_in_their_order()
    {
        var standing = Samples.Claim(2, 10);
        await Store.ClaimAsync([standing], default);
        var (one, two, three) = (Samples.Claim(3, 11), Samples.Claim(2, 12), Samples.Claim(1, 13));

        Assert.Equal([one, standing, three], await Store.ClaimAsync([one, two, three], default));
    }

    [Fact]
    public async Task Accounts_that_share_a_tag_and_hashes_of_other_tags_are_told_apart()
    {
        var owner = new LogPosition(0, 0, 1, 0);
        Claim[] claims =
        [
            new(new EventId(1, 7), owner, 1),
            new(new EventId(2, 7), owner, 2),
            new(new EventId(1, (UInt128)7 << 64), owner, 3),
            new(new EventId(1, 8), owner, 4),
        ];

        Assert.Equal(claims, await Store.ClaimAsync(claims, default));
    }

    [Fact]
    public async Task A_call_without_claims_is_answered() => Assert.Empty(await Store.ClaimAsync([], default));

    [Fact]
    public async Task Of_racing_claims_exactly_one_wins_and_all_are_told_the_same()
    {
        const int Callers = 64;
        const int Identities = 50;

        var answers = await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
            await Store.ClaimAsync([.. Enumerable.Range(0, Identities).Select(identity => Samples.Claim(identity, caller))], default))));

        for (var identity = 0; identity < Identities; identity++)
        {
            var winner = Assert.Single(answers.Select(answer => answer[identity]).Distinct());
            Assert.Equal(Samples.Claim(identity, 0).Event, winner.Event);
            Assert.Equal(winner, await Store.FindAsync(winner.Event, default));
        }
    }

    [Fact]
    public async Task Many_claims_are_all_kept()
    {
        var claims = Enumerable.Range(0, Many).Select(i => Samples.Claim(i, i, i)).ToList();

        Assert.Equal(claims, await Store.ClaimAsync(claims, default));
        Assert.Equal(claims, await Store.ClaimAsync([.. claims.Select(claim => claim with { BodyHash = 0 })], default));
    }

    [Fact]
    public async Task Claims_that_are_not_old_stay_when_old_ones_are_purged()
    {
        var claims = Enumerable.Range(0, 10).Select(i => Samples.Claim(i, i)).ToList();
        await Store.ClaimAsync(claims, default);

        Assert.Equal(0, await Store.PurgeAsync(Instant.FromUtc(2000, 1, 1, 0, 0), default));

        Assert.Equal(claims, await Store.ClaimAsync([.. claims.Select(claim => claim with { BodyHash = 0 })], default));
    }

    [Fact]
    public async Task Old_claims_are_purged_part_by_part_and_their_identities_are_free()
    {
        var claims = Enumerable.Range(0, Many / 10).Select(i => Samples.Claim(i, i)).ToList();
        await Store.ClaimAsync(claims, default);

        var (purged, some) = (0, 0);
        while ((some = await Store.PurgeAsync(Instant.FromUtc(2100, 1, 1, 0, 0), default)) > 0)
        {
            purged += some;
        }

        Assert.Equal(claims.Count, purged);
        Assert.Null(await Store.FindAsync(claims[0].Event, default));
        var later = claims[0] with { BodyHash = 7 };
        Assert.Equal([later], await Store.ClaimAsync([later], default));
        Assert.Equal(later, await Store.FindAsync(later.Event, default));
    }

    [Theory]
    [InlineData(-1, 0, 0, 0)]
    [InlineData(65_536, 0, 0, 0)]
    [InlineData(0, 65_536, 0, 0)]
    [InlineData(0, 0, -1, 0)]
    [InlineData(0, 0, 0, 65_536)]
    public async Task A_position_out_of_bounds_is_refused(int log, int partition, long sequence, int index) =>
        await Assert.ThrowsAsync<ArgumentException>(async () =>
            await Store.ClaimAsync([new Claim(new EventId(1, 1), new LogPosition(log, partition, sequence, index), 0)], default));
}
