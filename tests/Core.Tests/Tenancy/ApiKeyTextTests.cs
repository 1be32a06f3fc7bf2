using System.Text;
using Tallystick.Core.Tenancy;

namespace Tallystick.Tests.Core.Tests.Tenancy;

public sealed class ApiKeyTextTests
{
    [Fact]
    public void The_checksum_is_the_one_of_iso_3309() => Assert.Equal(0xCBF43926u, Crc32.Of("123456789"));

    [Fact]
    public void A_key_is_read_back()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var mode = seed % 2 == 0 ? Mode.Live : Mode.Test;
            var key = ApiKeyText.Create(mode, new Seeded(seed));
            Assert.True(ApiKeyText.TryParse(key.Reveal(), out var read), $"seed {seed}");
            Assert.Equal((mode, key.Id, key.Hash()), (read.Mode, read.Id, read.Hash()));
            Assert.True(read.Matches(key.Hash()));
            Assert.False(ApiKeyText.Create(mode, new Seeded(seed + 1000)).Matches(key.Hash()));
        }
    }

    [Fact]
    public void One_wrong_character_is_noticed_wherever_it_stands()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var text = ApiKeyText.Create(Mode.Live, new Seeded(seed)).Reveal();
            Assert.Equal(58, text.Length);
            for (var at = 0; at < text.Length; at++)
            {
                var wrong = new StringBuilder(text) { [at] = text[at] == 'a' ? 'b' : 'a' }.ToString();
                Assert.False(ApiKeyText.TryParse(wrong, out _), $"seed {seed}, character {at}");
            }
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("sk_live_")]
    [InlineData("sk_live_ÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄ")]
    public void What_is_no_key_is_none(string? text) => Assert.False(ApiKeyText.TryParse(text, out _));

    [Fact]
    public void Every_character_of_a_secret_is_as_likely_as_any_other()
    {
        var counts = Base62.Random(new Seeded(1), 62_000).GroupBy(character => character).ToDictionary(group => group.Key, group => group.Count());
        Assert.Equal(62, counts.Count);
        Assert.All(counts.Values, count => Assert.InRange(count, 850, 1150));
    }

    [Fact]
    public void An_operator_key_is_long_enough_and_matches_itself_alone()
    {
        Assert.Throws<ArgumentException>(() => new OperatorKey("short"));
        var text = OperatorKey.Create(new Seeded(1));
        Assert.True(new OperatorKey(text).Matches(text));
        Assert.False(new OperatorKey(text).Matches(text + " "));
        Assert.False(new OperatorKey(text).Matches(null));
    }

    private sealed class Seeded(int seed) : ISecretSource
    {
        private readonly Random random = new(seed);

        public void Fill(Span<byte> buffer) => random.NextBytes(buffer);
    }
}
