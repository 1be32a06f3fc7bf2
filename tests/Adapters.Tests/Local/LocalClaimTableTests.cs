using Tallystick.Local.Claims;

namespace Tallystick.Tests.Adapters.Tests.Local;

public class LocalClaimTableTests
{
    private const uint MaxHash = (1 << ClaimTable.HashBits) - 1;

    [Theory]
    [InlineData(MaxHash)]
    [InlineData(3)]
    public void A_table_has_what_was_added_and_not_removed_however_many_share_a_hash(uint maxHash)
    {
        for (var seed = 1; seed <= 50; seed++)
        {
            var random = new Random(seed);
            var table = new ClaimTable(random.Next(20));
            var expected = new List<(uint Hash, ClaimLocation Location)>();
            for (var i = 1; i < 400; i++)
            {
                if (expected.Count > 0 && random.Next(3) == 0)
                {
                    var gone = expected[random.Next(expected.Count)];
                    table.Remove(gone.Hash, gone.Location);
                    expected.Remove(gone);
                }
                else
                {
                    // The last hashes are at home in the last slots: what has no room there begins again at the first.
                    var hash = MaxHash - (uint)random.NextInt64(maxHash + 1L);
                    var location = new ClaimLocation(random.Next(1, ClaimLocation.MaxFile + 1), random.Next(ClaimLocation.MaxLength));
                    table.Add([ClaimTable.EntryOf(hash, location)]);
                    expected.Add((hash, location));
                }
            }

            foreach (var hash in expected.Select(entry => entry.Hash).Append(MaxHash).Distinct())
            {
                var found = AllUnder(table, hash).OrderBy(location => location.ToBits());
                var standing = expected.Where(entry => entry.Hash == hash).Select(entry => entry.Location).OrderBy(location => location.ToBits());
                Assert.True(found.SequenceEqual(standing), $"seed {seed}, hash {hash}");
            }
        }
    }

    [Fact]
    public void A_location_is_the_one_that_its_bits_say()
    {
        foreach (var location in new[] { new ClaimLocation(1, 0), new ClaimLocation(ClaimLocation.MaxFile, ClaimLocation.MaxLength - 1) })
        {
            Assert.Equal(location, ClaimLocation.Of(location.ToBits()));
            Assert.InRange(location.ToBits(), 1UL, (1UL << ClaimLocation.Bits) - 1);
        }
    }

    private static List<ClaimLocation> AllUnder(ClaimTable table, uint hash)
    {
        var found = new List<ClaimLocation>();
        for (var slot = -1; table.TryNext(hash, ref slot, out var location);)
        {
            found.Add(location);
        }

        return found;
    }
}
