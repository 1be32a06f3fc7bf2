namespace Tallystick.Core.Hashing;

/// <summary>HMAC-SHA-256 (RFC 2104) of many short messages under one key; see <see cref="Sha256Batch"/>. For one thread.</summary>
/// <param name="key">The key.</param>
public sealed class HmacBatch(HmacKey key)
{
    private readonly Sha256Batch inner = new(key.Inner);
    private readonly Sha256Batch outer = new(key.Outer);

    /// <summary>How many messages were added.</summary>
    public int Count => inner.Count;

    /// <summary>Takes the parts of the next message.</summary>
    public Sha256Batch Message => inner;

    /// <summary>Hashes the messages, and forgets them.</summary>
    /// <param name="digests">Takes <see cref="Sha256Batch.DigestSize"/> bytes for each.</param>
    public void Run(Span<byte> digests)
    {
        var all = digests[..(inner.Count * Sha256Batch.DigestSize)];
        inner.Run(all);
        for (var rest = all; rest.Length > 0; rest = rest[Sha256Batch.DigestSize..])
        {
            outer.Append(rest[..Sha256Batch.DigestSize]);
            outer.End();
        }

        outer.Run(all);
    }
}
