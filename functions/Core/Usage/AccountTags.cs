namespace Tallystick.Core.Usage;

/// <summary>The tags of accounts that were seen lately, so that no hash is computed for every record. A new account takes the place of the
/// one that fell on the same slot. Thread-safe: a slot is one reference to something that never changes.</summary>
internal static class AccountTags
{
    private const int Slots = 8192;
    private static readonly Entry?[] Known = new Entry?[Slots];

    /// <summary>The account's tag; computed where it is not known.</summary>
    internal static ulong Of(AccountId account, Func<AccountId, ulong> compute)
    {
        ref var slot = ref Known[unchecked((uint)account.GetHashCode()) % Slots];
        var known = Volatile.Read(ref slot);
        if (known is null || known.Account != account)
        {
            known = new Entry(account, compute(account));
            Volatile.Write(ref slot, known);
        }

        return known.Tag;
    }

    private sealed record Entry(AccountId Account, ulong Tag);
}
