using Tallystick.Core.Values;

namespace Tallystick.Core.Wallets;

/// <summary>The money of one account in one currency: the fold of the account's journal.</summary>
/// <remarks>
/// Holds at every step: <c>funded = available + held + spent</c>, and none of them is negative. Only <see cref="Apply"/> changes the four,
/// and it checks. Amounts have at most 9 digits after the decimal point.
/// </remarks>
public sealed record Wallet
{
    /// <summary>The currency of every amount.</summary>
    public required Currency Currency { get; init; }

    /// <summary>All that was ever paid in, or credited by invoices.</summary>
    public decimal Funded { get; init; }

    /// <summary>Free to be held or spent.</summary>
    public decimal Available { get; init; }

    /// <summary>Set aside for open holds.</summary>
    public decimal Held { get; init; }

    /// <summary>Paid out for usage and invoices.</summary>
    public decimal Spent { get; init; }

    /// <summary>
    /// All usage that the balance did not reach for. No money moved for it, so it has no journal entry; invoices collect it.
    /// </summary>
    public decimal Owed { get; init; }

    /// <summary>Up to where usage has been charged.</summary>
    public Watermarks Watermarks { get; init; } = Watermarks.None;

    /// <summary>How many journal entries are folded in; the next one has this number plus 1.</summary>
    public long JournalLength { get; init; }

    /// <summary>A wallet that nothing was ever paid into.</summary>
    public static Wallet Empty(Currency currency) => new() { Currency = currency };

    /// <summary>Folds in the next entry of the journal.</summary>
    /// <exception cref="InvalidOperationException">It is not the next one, is out of balance, or overdraws: a bug in the decision that
    /// made it.</exception>
    public Wallet Apply(JournalEntry entry)
    {
        if (entry.Sequence != JournalLength + 1)
        {
            throw new InvalidOperationException($"Entry {entry.Sequence} does not follow entry {JournalLength}.");
        }

        return (this with
        {
            Funded = Funded - entry.ChangeOf(JournalAccount.Funding),
            Available = Available + entry.ChangeOf(JournalAccount.Available),
            Held = Held + entry.ChangeOf(JournalAccount.Held),
            Spent = Spent + entry.ChangeOf(JournalAccount.Spent),
            JournalLength = entry.Sequence,
        }).Check();
    }

    /// <summary>This wallet, if it keeps the invariant.</summary>
    /// <exception cref="InvalidOperationException">It does not.</exception>
    public Wallet Check() =>
        Funded == Available + Held + Spent && Available >= 0 && Held >= 0 && Spent >= 0 && Owed >= 0
            ? this
            : throw new InvalidOperationException($"The wallet is out of balance: {this}");
}
