using Tallystick.Core.Values;

namespace Tallystick.Core.Wallets;

/// <summary>The lots of a wallet as journal entries change them.</summary>
internal static class LotList
{
    /// <summary>The lots after an entry: what it opens is there, what is used up is not.</summary>
    /// <exception cref="InvalidOperationException">It opens a lot that is open, or moves money of one that is not: a bug in the decision that made it.</exception>
    internal static ValueList<Lot> After(this ValueList<Lot> lots, JournalEntry entry)
    {
        if (entry.Opens is not { Count: > 0 } && entry.Postings.All(posting => posting.Lot is null))
        {
            return lots;
        }

        var after = lots.ToDictionary(lot => lot.Id);
        foreach (var lot in entry.Opens ?? [])
        {
            if (!after.TryAdd(lot.Id, lot.Emptied()))
            {
                throw new InvalidOperationException($"Entry {entry.Sequence} opens {lot.Id}, which is open.");
            }
        }

        foreach (var posting in entry.Postings.Where(posting => posting.Lot is not null))
        {
            var lot = after.GetValueOrDefault(posting.Lot!.Value)
                ?? throw new InvalidOperationException($"Entry {entry.Sequence} moves money of {posting.Lot}, which is not open.");
            after[lot.Id] = posting.Account switch
            {
                JournalAccount.Available => lot with { Remaining = lot.Remaining + posting.Amount },
                JournalAccount.Held => lot with { Held = lot.Held + posting.Amount },
                _ => lot,
            };
        }

        return new(after.Values.Where(lot => lot.Remaining != 0 || lot.Held != 0).Order(BurnOrder.Instance));
    }

    /// <summary>What a lot, or for null the balance, has of a sum.</summary>
    internal static decimal SumOf(this ValueList<LotShare> shares, LotId? lot) => shares.Where(share => share.Lot == lot).Sum(share => share.Amount);

    /// <summary>The lots with what the merchant took back marked as in others: no journal entry tells of it.</summary>
    internal static ValueList<Lot> MarkedAs(this ValueList<Lot> lots, ValueList<Lot> others) =>
        new(lots.Select(lot => lot with { VoidedAt = others.FirstOrDefault(other => other.Id == lot.Id)?.VoidedAt }));
}
