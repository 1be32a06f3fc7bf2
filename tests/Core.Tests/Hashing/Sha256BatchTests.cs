using System.Security.Cryptography;
using Tallystick.Core.Hashing;

namespace Tallystick.Tests.Core.Tests.Hashing;

public class Sha256BatchTests
{
    private const int Seed = 20261121;

    /// <summary>The examples of FIPS 180-2, appendix B.</summary>
    [Theory]
    [InlineData("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    [InlineData("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")]
    public void The_examples_of_the_standard(string message, string digest)
    {
        var batch = new Sha256Batch(Sha256Start.Empty);
        batch.Append(message);
        batch.End();

        Assert.Equal(digest, Convert.ToHexStringLower(Run(batch)[0]));
    }

    [Fact]
    public void Every_length_up_to_five_blocks_has_the_digest_that_the_library_makes()
    {
        var random = new Random(Seed);
        var messages = Enumerable.Range(0, 5 * 64).Select(length => Draw(random, length)).ToArray();

        Hold(new Sha256Batch(Sha256Start.Empty), messages, SHA256.HashData);
    }

    [Fact]
    public void Batches_of_any_size_and_mixture_of_lengths_again_and_again()
    {
        var random = new Random(Seed);
        var batch = new Sha256Batch(Sha256Start.Empty);
        for (var size = 0; size < 50; size++)
        {
            Hold(batch, [.. Enumerable.Range(0, size).Select(_ => Draw(random, random.Next(random.Next(2) == 0 ? 70 : 5000)))], SHA256.HashData);
        }
    }

    [Fact]
    public void A_message_can_be_given_in_parts_and_as_text()
    {
        var batch = new Sha256Batch(Sha256Start.Empty);
        batch.Append("Grüße ");
        batch.Append([0]);
        batch.Append("𝄞"u8);
        batch.End();

        Assert.Equal(SHA256.HashData("Grüße \0𝄞"u8), Run(batch)[0]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(32)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(200)]
    public void An_HMAC_is_the_one_that_the_library_makes(int keyLength)
    {
        var random = new Random(Seed);
        var key = Draw(random, keyLength);
        var batch = new HmacBatch(new HmacKey(key));
        for (var size = 0; size < 20; size++)
        {
            var messages = Enumerable.Range(0, size).Select(_ => Draw(random, random.Next(300))).ToArray();
            foreach (var message in messages)
            {
                batch.Message.Append(message);
                batch.Message.End();
            }

            var digests = new byte[batch.Count * Sha256Batch.DigestSize];
            batch.Run(digests);
            Assert.Equal(messages.SelectMany(message => HMACSHA256.HashData(key, message)), digests);
        }
    }

    private static void Hold(Sha256Batch batch, byte[][] messages, Func<byte[], byte[]> expected)
    {
        foreach (var message in messages)
        {
            batch.Append(message);
            batch.End();
        }

        Assert.Equal(messages.Select(expected), Run(batch));
    }

    private static byte[][] Run(Sha256Batch batch)
    {
        var digests = new byte[batch.Count * Sha256Batch.DigestSize];
        batch.Run(digests);
        return [.. digests.Chunk(Sha256Batch.DigestSize)];
    }

    private static byte[] Draw(Random random, int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }
}
