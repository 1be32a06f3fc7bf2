using System.Security.Cryptography;
using System.Text;
using Tallystick.Core.Usage;
using static Tallystick.Tests.Core.Tests.Usage.Kit.UsageSample;

namespace Tallystick.Tests.Core.Tests.Usage;

public class ProofHashTests
{
    private static readonly ProofKey Key = new(Encoding.UTF8.GetBytes("a secret of thirty-two bytes ..."));

    [Fact]
    public void The_hash_of_an_event_is_the_HMAC_of_its_account_and_its_line()
    {
        var delivery = DeliveryOf(Typed("k", "{}"));
        byte[] message = [.. Encoding.UTF8.GetBytes(delivery.Account.ToString()), 0, .. delivery.Line.Span];

        Assert.Equal(Convert.ToHexStringLower(HMACSHA256.HashData(Key.Secret, message)), Key.HashOf(delivery).ToString());
    }

    [Fact]
    public void Two_keys_hash_an_event_differently_also_by_turns()
    {
        var delivery = DeliveryOf(Typed("k", "{}"));
        var first = Key.HashOf(delivery);

        Assert.NotEqual(first, ProofKey.Empty.HashOf(delivery));
        Assert.Equal(first, Key.HashOf(delivery));
    }

    [Fact]
    public void The_same_line_of_another_account_hashes_differently() =>
        Assert.NotEqual(Key.HashOf(DeliveryOf(Typed("k", "{}"))), Key.HashOf(DeliveryOf(Typed("k", "{}"), account: new AccountId(Account.Tenant, Account.Subject + "x"))));

    [Fact]
    public void Many_events_at_a_time_hash_as_each_by_itself_whatever_their_keys()
    {
        var random = new Random(20261121);
        for (var size = 0; size < 200; size += 7)
        {
            var events = Enumerable.Range(0, size).Select(i =>
                (random.Next(10) == 0 ? ProofKey.Empty : Key, DeliveryOf(Typed($"k{i}", $$"""{"text":"{{new string('x', random.Next(300))}}"}""")))).ToList();

            Assert.Equal(events.Select(item => item.Item1.HashOf(item.Item2)), ProofKey.HashAll(events));
        }
    }

    [Fact]
    public void Sums_do_not_depend_on_the_order_and_can_be_taken_apart()
    {
        const int Seed = 20260117;
        var random = new Random(Seed);
        var hashes = Enumerable.Range(0, 200).Select(_ => Draw(random)).ToArray();
        var shuffled = hashes.ToArray();
        random.Shuffle(shuffled);

        Assert.Equal(Sum(hashes), Sum(shuffled));
        for (var cut = 0; cut <= hashes.Length; cut += 13)
        {
            Assert.Equal(Sum(hashes[cut..]), Sum(hashes) - Sum(hashes[..cut]));
        }
    }

    [Theory]
    [InlineData("ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff", "0000000000000000000000000000000000000000000000000000000000000001", "0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("00000000000000000000000000000000ffffffffffffffffffffffffffffffff", "0000000000000000000000000000000000000000000000000000000000000001", "0000000000000000000000000000000100000000000000000000000000000000")]
    public void Sums_carry_and_wrap_at_2_to_the_256(string left, string right, string sum)
    {
        Assert.True(MultisetHash.TryParse(left, out var first));
        Assert.True(MultisetHash.TryParse(right, out var second));

        Assert.Equal(sum, (first + second).ToString());
        Assert.Equal(first, first + second - second);
    }

    private static MultisetHash Sum(IEnumerable<MultisetHash> hashes) => hashes.Aggregate(default(MultisetHash), (sum, hash) => sum + hash);

    private static MultisetHash Draw(Random random)
    {
        var bytes = new byte[MultisetHash.Size];
        random.NextBytes(bytes);
        return MultisetHash.Read(bytes);
    }
}
