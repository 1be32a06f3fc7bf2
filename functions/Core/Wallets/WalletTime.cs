using NodaTime;
using Tallystick.Core.Values;

namespace Tallystick.Core.Wallets;

/// <summary>What time does to a wallet: grants come, roll over and expire. Pure; the same however often, and in however many steps, time is looked at.</summary>
public static class WalletTime
{
    /// <summary>Each entry is two documents of a commit, of which there may be 100; one step makes at most three.</summary>
    private const int MaxEntries = 45;

    /// <summary>
    /// Has happen what is due at an instant, in the order of its times, as far as it fits a commit: the same wallet where nothing is due, and else to be
    /// asked again. Of one time, what comes is before what expires, so that it can take over what rolls over.
    /// </summary>
    /// <param name="wallet">The wallet.</param>
    /// <param name="now">The time that the account lives by.</param>
    public static WalletChange Pass(Wallet wallet, Instant now)
    {
        var change = new WalletChange(wallet, []);
        while (change.Entries.Count < MaxEntries)
        {
            var (coming, over) = (Earliest(change.Wallet.Coming, coming => coming.At), Earliest(change.Wallet.Lots, OverAt));
            if (coming?.At <= now && (over is null || coming.At <= OverAt(over)))
            {
                change = Begin(change, coming, now);
            }
            else if (over is not null && OverAt(over) <= now)
            {
                change = End(change, over, now);
            }
            else
            {
                break;
            }
        }

        return change;
    }

    /// <summary>The wallet as it is at an instant, for whoever only looks.</summary>
    public static Wallet At(Wallet wallet, Instant now)
    {
        while (Pass(wallet, now) is { Entries.Count: > 0 } change)
        {
            wallet = change.Wallet;
        }

        return wallet;
    }

    /// <summary>When after an instant something next happens to the money of a grant; null for never.</summary>
    internal static Instant? NextOf(Wallet wallet, Id<Grant> grant, Instant now)
    {
        IEnumerable<Instant?> times =
        [
            .. wallet.Coming.Where(coming => coming.Id.Grant == grant).Select(coming => (Instant?)coming.At),
            .. wallet.Lots.Where(lot => lot.Id.Grant == grant).Select(lot => lot.OverAt),
        ];
        return times.Where(time => time > now).Min();
    }

    private static WalletChange Begin(WalletChange change, ComingLot coming, Instant now)
    {
        var wallet = change.Wallet;
        var (lot, reference) = (coming.ToLot(), coming.Id.ToString());
        var before = coming.Id with { Occurrence = coming.Id.Occurrence - 1 };
        var left = wallet.Lots.FirstOrDefault(open => open.Id == before)?.Remaining ?? 0;
        var rolled = coming is { Recurrence: { } recurrence, Id.Occurrence: > 0 } ? recurrence.RolledOver(left) : 0;
        var (moved, granted) = (Math.Min(left, rolled), coming.Amount + Math.Max(0, rolled - left));
        change = change with
        {
            Wallet = wallet with
            {
                Coming = new([.. wallet.Coming.Where(other => other.Id != coming.Id), .. coming.Next() is { } next ? [next] : Array.Empty<ComingLot>()]),
            },
        };
        return change
            .Open([lot], JournalKind.Grant, reference, now, new(JournalAccount.Funding, -granted), new(JournalAccount.Available, granted, lot.Id))
            .Move(JournalKind.Rollover, reference, now, null, new(JournalAccount.Available, -moved, before), new(JournalAccount.Available, moved, lot.Id));
    }

    private static WalletChange End(WalletChange change, Lot lot, Instant now)
    {
        var (kind, account) = lot.VoidedAt is null ? (JournalKind.Expiry, JournalAccount.Expired) : (JournalKind.Void, JournalAccount.Voided);
        return change.Move(
            kind, lot.Id.ToString(), now, null, new(JournalAccount.Available, -lot.Remaining, lot.Id), new(account, lot.Remaining));
    }

    // What holds have of a lot is theirs until they give it back.
    private static Instant OverAt(Lot lot) => lot is { Remaining: > 0, OverAt: { } at } ? at : Instant.MaxValue;

    private static T? Earliest<T>(IEnumerable<T> items, Func<T, Instant> at)
        where T : class => items.MinBy(at);
}
