using System.Text;
using Tallystick.Core.Usage;
using Tallystick.Local.Files;

namespace Tallystick.Local.Log;

/// <summary>
/// The keys of accounts, with those of lately read ones remembered: neither hashing nor parsing is done for every record. Where a text falls
/// there are two places; a new account takes the first, and who was there the second. Thread-safe: a place is one reference to something that
/// never changes.
/// </summary>
/// <param name="partitions">How many partitions the log has.</param>
internal sealed class AccountKeys(int partitions)
{
    private const int Places = 64 * 1024;
    private readonly AccountKey?[] byText = new AccountKey?[Places];

    /// <summary>The key of an account.</summary>
    /// <exception cref="ArgumentException">It cannot be read back from its text, or that is longer than 65,535 bytes.</exception>
    public AccountKey Of(AccountId account) => new(account, Encoding.UTF8.GetBytes(account.ToString()), PartitionOf(account));

    /// <summary>The partition of an account's records.</summary>
    /// <exception cref="ArgumentException">It cannot be read back from its text, or that is longer than 65,535 bytes.</exception>
    public int PartitionOf(AccountId account) => LogPartitions.Of(account, partitions);

    /// <summary>The key of the account with this text.</summary>
    public AccountKey Of(ReadOnlySpan<byte> utf8)
    {
        var place = (int)(Crc32C.Of(utf8, default) % Places);
        ref var first = ref byText[place];
        ref var second = ref byText[place ^ 1];
        var known = Volatile.Read(ref first);
        if (known is not null && utf8.SequenceEqual(known.Utf8))
        {
            return known;
        }

        var older = Volatile.Read(ref second);
        if (older is not null && utf8.SequenceEqual(older.Utf8))
        {
            return older;
        }

        var key = Of(AccountId.Parse(Encoding.UTF8.GetString(utf8)));
        Volatile.Write(ref second, known ?? older);
        Volatile.Write(ref first, key);
        return key;
    }
}
