using Tallystick.Core.Values;

namespace Tallystick.Core.Wallets;

/// <summary>Collects the legs of a journal entry: one for each account and lot.</summary>
internal sealed class Legs
{
    private readonly List<Posting> postings = [];

    /// <summary>The legs that are not zero, in the order in which they were begun.</summary>
    public Posting[] Postings => [.. postings.Where(posting => posting.Amount != 0)];

    /// <summary>Adds a sum that is of the balance.</summary>
    public Legs Add(JournalAccount account, decimal amount) => Add(account, null, amount);

    /// <summary>Adds a sum, or with a sign of -1 takes it away, parted by where it is from.</summary>
    public Legs Add(JournalAccount account, ValueList<LotShare> shares, decimal amount, int sign = 1)
    {
        if (shares.Count == 0)
        {
            return Add(account, null, sign * amount);
        }

        foreach (var share in shares)
        {
            Add(account, share.Lot, sign * share.Amount);
        }

        return this;
    }

    private Legs Add(JournalAccount account, LotId? lot, decimal amount)
    {
        var index = postings.FindIndex(posting => posting.Account == account && posting.Lot == lot);
        if (index < 0)
        {
            postings.Add(new Posting(account, amount, lot));
        }
        else
        {
            postings[index] = postings[index] with { Amount = postings[index].Amount + amount };
        }

        return this;
    }
}
