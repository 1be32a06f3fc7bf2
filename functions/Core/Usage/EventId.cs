using System.Buffers.Binary;
using System.Text;
using Tallystick.Core.Hashing;
using Tallystick.Core.Values;

namespace Tallystick.Core.Usage;

/// <summary>
/// The identity of an event: a function of account and idempotency key alone, so that a retry is the same event whatever its timestamp or
/// region. It is also the address of the event's claim.
/// </summary>
/// <remarks><c>default</c> is no event's id.</remarks>
/// <param name="AccountTag">The first 40 bits of the SHA-256 of the account: groups the claims of an account. Two accounts may share it.</param>
/// <param name="Hash">The first 128 bits of the SHA-256 of account and key: tells events apart.</param>
public readonly record struct EventId(ulong AccountTag, UInt128 Hash)
{
    /// <summary>How many characters the text of an id has.</summary>
    public const int TextLength = 38;

    private const string Prefix = "usg_";
    private const int TagLength = 8;
    private const int HashLength = 26;
    private const int StackBytes = 768;

    // Fewer than these leave most lanes of a batch empty.
    private const int FewEvents = 4;

    // Kept for its buffer.
    [ThreadStatic]
    private static Sha256Batch? hashing;

    /// <summary>The id of an account's event.</summary>
    /// <param name="account">The account.</param>
    /// <param name="idempotencyKey">The merchant's key for the event, 1 to 255 characters.</param>
    public static EventId Of(AccountId account, string idempotencyKey)
    {
        var name = account.ToString();
        Span<byte> utf8 = stackalloc byte[StackBytes];
        if (Encoding.UTF8.GetMaxByteCount(name.Length + idempotencyKey.Length + 1) > StackBytes)
        {
            utf8 = new byte[Encoding.UTF8.GetMaxByteCount(name.Length + idempotencyKey.Length + 1)];
        }

        // A zero byte between the two: neither can hold one, so no two pairs read alike.
        var length = Encoding.UTF8.GetBytes(name, utf8);
        utf8[length++] = 0;
        length += Encoding.UTF8.GetBytes(idempotencyKey, utf8[length..]);
        return new EventId(account.Tag, Digest.Of(utf8[..length]));
    }

    /// <summary>The ids of events, in order, as <see cref="Of"/> gives them.</summary>
    internal static EventId[] OfAll(IReadOnlyList<(AccountId Account, UsageEvent Usage)> events)
    {
        var ids = new EventId[events.Count];
        if (ids.Length < FewEvents)
        {
            for (var i = 0; i < ids.Length; i++)
            {
                ids[i] = Of(events[i].Account, events[i].Usage.Key);
            }

            return ids;
        }

        var batch = hashing ??= new Sha256Batch(Sha256Start.Empty);
        Span<byte> digests = stackalloc byte[Sha256Batch.AtOnce * Sha256Batch.DigestSize];
        for (var done = 0; done < ids.Length; done += Sha256Batch.AtOnce)
        {
            var count = Math.Min(Sha256Batch.AtOnce, ids.Length - done);
            for (var i = 0; i < count; i++)
            {
                AddTo(batch, events[done + i].Account, events[done + i].Usage.Key);
            }

            batch.Run(digests);
            for (var i = 0; i < count; i++)
            {
                ids[done + i] = OfDigest(events[done + i].Account, digests[(i * Sha256Batch.DigestSize)..]);
            }
        }

        return ids;
    }

    /// <summary>Adds what the id of an account's event is the hash of to a batch, as a message.</summary>
    internal static void AddTo(Sha256Batch batch, AccountId account, ReadOnlySpan<char> idempotencyKey)
    {
        batch.Append(account.ToString());
        batch.Append([0]);
        batch.Append(idempotencyKey);
        batch.End();
    }

    /// <summary>The id that a digest of such a message makes.</summary>
    internal static EventId OfDigest(AccountId account, ReadOnlySpan<byte> digest) => new(account.Tag, BinaryPrimitives.ReadUInt128BigEndian(digest));

    /// <summary><c>usg_</c>, 8 characters of account tag, 26 of hash.</summary>
    public override string ToString()
    {
        Span<char> text = stackalloc char[TextLength];
        Format(text);
        return new string(text);
    }

    /// <summary>Writes the text of <see cref="ToString"/>.</summary>
    /// <param name="text">Where to: <see cref="TextLength"/> characters.</param>
    public void Format(Span<char> text)
    {
        Prefix.CopyTo(text);
        Base32.Write(AccountTag, text.Slice(Prefix.Length, TagLength));
        Base32.Write(Hash, text.Slice(Prefix.Length + TagLength, HashLength));
    }

    /// <summary>Reads what <see cref="ToString"/> wrote; false where the text is none.</summary>
    public static bool TryParse(string? text, out EventId id)
    {
        id = default;
        if (text is not { Length: TextLength } || !text.StartsWith(Prefix, StringComparison.Ordinal)
            || text[Prefix.Length + TagLength] > '7' // 26 characters hold 130 bits; the hash has 128.
            || !Base32.TryRead(text.AsSpan(Prefix.Length, TagLength), out var tag)
            || !Base32.TryRead(text.AsSpan(Prefix.Length + TagLength), out var hash))
        {
            return false;
        }

        id = new EventId((ulong)tag, hash);
        return true;
    }
}
