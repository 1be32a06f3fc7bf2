using Tallystick.DevHost.Load;

namespace Tallystick.Tests.EndToEnd.Cli;

public sealed class ZipfSamplerTests
{
    [Fact]
    public void The_first_of_ten_thousand_customers_has_fifteen_percent() =>
        Assert.InRange(new ZipfSampler(10_000, 1.1).ShareOf(0), 0.145, 0.155);

    [Fact]
    public void Shares_fall_with_the_rank_and_come_to_one()
    {
        var sampler = new ZipfSampler(500, 1.1);
        var shares = Enumerable.Range(0, 500).Select(sampler.ShareOf).ToList();
        Assert.Equal(shares.OrderDescending(), shares);
        Assert.Equal(1.0, shares.Sum(), precision: 9);
    }

    [Theory]
    [InlineData(1, 1.1)]
    [InlineData(7, 0)]
    [InlineData(100, 1.1)]
    [InlineData(100, 2.5)]
    public void Draws_are_as_frequent_as_the_shares(int count, double exponent)
    {
        const int draws = 200_000;
        var sampler = new ZipfSampler(count, exponent);
        var random = new SeededRandom(7);
        var seen = new int[count];
        for (var i = 0; i < draws; i++)
        {
            seen[sampler.Next(random)]++;
        }

        for (var rank = 0; rank < count; rank++)
        {
            // Six standard deviations of a binomial.
            var share = sampler.ShareOf(rank);
            var tolerance = 6 * Math.Sqrt(draws * share * (1 - share)) + 1;
            Assert.InRange(seen[rank], (draws * share) - tolerance, (draws * share) + tolerance);
        }
    }

    [Fact]
    public void There_is_at_least_one_rank() => Assert.Throws<ArgumentOutOfRangeException>(() => new ZipfSampler(0, 1.1));
}
