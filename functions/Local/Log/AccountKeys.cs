using System.Text;
using Tallystick.Core.Usage;
using Tallystick.Local.Files;

namespace Tallystick.Local.Log;

/// <summary>
/// The keys of accounts, with those of lately seen ones remembered: neither hashing nor parsing is done for every record. A new account
/// takes the place of the one that fell on the same slot. Thread-safe: a slot is one reference to something that never changes.
/// </summary>
/// <param name="partitions">How many partitions the log has.</param>
internal sealed class AccountKeys(int partitions)
{
    private const int Slots = 16 * 1024;
    private readonly AccountKey?[] byAccount = new AccountKey?[Slots];
    private readonly AccountKey?[] byText = new AccountKey?[Slots];

    /// <summary>The key of an account.</summary>
    /// <exception cref="ArgumentException">It cannot be read back from its text, or that is longer than 65,535 bytes.</exception>
    public AccountKey Of(AccountId account)
    {
        ref var slot = ref byAccount[unchecked((uint)account.GetHashCode()) % Slots];
        var known = Volatile.Read(ref slot);
        if (known is not null && known.Account == account)
        {
            return known;
        }

        var key = Create(account);
        Volatile.Write(ref slot, key);
        return key;
    }

    /// <summary>The key of the account with this text.</summary>
    public AccountKey Of(ReadOnlySpan<byte> utf8)
    {
        ref var slot = ref byText[Crc32C.Of(utf8, default) % Slots];
        var known = Volatile.Read(ref slot);
        if (known is not null && utf8.SequenceEqual(known.Utf8))
        {
            return known;
        }

        var key = Create(AccountId.Parse(Encoding.UTF8.GetString(utf8)));
        Volatile.Write(ref slot, key);
        return key;
    }

    private AccountKey Create(AccountId account)
    {
        var text = account.ToString();
        var utf8 = Encoding.UTF8.GetBytes(text);
        if (utf8.Length > ushort.MaxValue || !IsReadable(account, text))
        {
            throw new ArgumentException($"'{text}' is no account for the log.", nameof(account));
        }

        return new AccountKey(account, utf8, (int)(account.Tag % (ulong)partitions));
    }

    private static bool IsReadable(AccountId account, string text)
    {
        try
        {
            return !string.IsNullOrEmpty(account.Subject) && AccountId.Parse(text) == account;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
