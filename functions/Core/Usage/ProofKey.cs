using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Tallystick.Core.Hashing;
using Tallystick.Core.Tenancy;

namespace Tallystick.Core.Usage;

/// <summary>
/// A tenant's secret by which its events are hashed for proofs. Without it nobody can make up a collection of events with the hash of another.
/// </summary>
public sealed class ProofKey
{
    /// <summary>The id of the document, beside the tenant's definitions.</summary>
    internal const string DocumentId = "proof-key";
    private const int Bytes = 32;
    private const int StackBytes = 1024;

    // Reused: for inputs of this size the one-shot call spends most of its time on making and freeing its context.
    [ThreadStatic]
    private static (byte[]? Secret, IncrementalHash? Hash) lastUsed;

    private HmacKey? mac;

    /// <summary>A key of some bytes.</summary>
    [JsonConstructor]
    public ProofKey(byte[] secret) => Secret = secret;

    /// <summary>The key of no bytes: of a tenant that has none of its own.</summary>
    public static ProofKey Empty { get; } = new([]);

    /// <summary>The secret; 32 bytes.</summary>
    public byte[] Secret { get; }

    /// <summary>The hashes of events, each by the key beside it, as <see cref="HashOf"/> gives them; many are made at a time.</summary>
    public static IReadOnlyList<MultisetHash> HashAll(IReadOnlyList<(ProofKey Key, Delivery Delivery)> events)
    {
        var hashes = new MultisetHash[events.Count];
        for (var from = 0; from < events.Count;)
        {
            var to = from + 1;
            while (to < events.Count && ReferenceEquals(events[to].Key, events[from].Key))
            {
                to++;
            }

            events[from].Key.HashInto(hashes.AsSpan(from, to - from), events, from);
            from = to;
        }

        return hashes;
    }

    /// <summary>A new key.</summary>
    public static ProofKey Create(ISecretSource secrets)
    {
        var secret = new byte[Bytes];
        secrets.Fill(secret);
        return new ProofKey(secret);
    }

    /// <summary>
    /// The hash of one event: HMAC-SHA-256 (RFC 2104) of the account's name, a zero byte and the event's line as the log holds it.
    /// </summary>
    public MultisetHash HashOf(Delivery delivery)
    {
        if (!ReferenceEquals(lastUsed.Secret, Secret))
        {
            lastUsed.Hash?.Dispose();
            lastUsed = (Secret, IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Secret));
        }

        var name = delivery.Account.ToString();
        var size = Encoding.UTF8.GetMaxByteCount(name.Length) + 1 + delivery.Line.Length;
        Span<byte> message = stackalloc byte[StackBytes];
        message = size <= StackBytes ? message : new byte[size];
        var length = Encoding.UTF8.GetBytes(name, message);
        message[length++] = 0;
        delivery.Line.Span.CopyTo(message[length..]);
        lastUsed.Hash!.AppendData(message[..(length + delivery.Line.Length)]);
        Span<byte> digest = stackalloc byte[MultisetHash.Size];
        lastUsed.Hash!.GetHashAndReset(digest);
        return MultisetHash.Read(digest);
    }

    private void HashInto(Span<MultisetHash> hashes, IReadOnlyList<(ProofKey Key, Delivery Delivery)> events, int from)
    {
        Span<byte> digests = stackalloc byte[Sha256Batch.AtOnce * Sha256Batch.DigestSize];
        var batch = new HmacBatch(mac ??= new HmacKey(Secret));
        for (var done = 0; done < hashes.Length; done += Sha256Batch.AtOnce)
        {
            var count = Math.Min(Sha256Batch.AtOnce, hashes.Length - done);
            for (var i = 0; i < count; i++)
            {
                var delivery = events[from + done + i].Delivery;
                batch.Message.Append(delivery.Account.ToString());
                batch.Message.Append([0]);
                batch.Message.Append(delivery.Line.Span);
                batch.Message.End();
            }

            batch.Run(digests);
            for (var i = 0; i < count; i++)
            {
                hashes[done + i] = MultisetHash.Read(digests[(i * Sha256Batch.DigestSize)..]);
            }
        }
    }
}
