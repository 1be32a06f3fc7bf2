using System.Text.Json.Serialization;
using Tallystick.Core.Values;

namespace Tallystick.Core.Wallets;

/// <summary>The money of one account in one currency: the fold of the account's journal.</summary>
/// <remarks>
/// Holds at every step: <c>funded = available + held + spent + expired + voided + refunding + refunded</c>, and none of them is negative. Only <see cref="Apply"/> changes
/// them, and it checks. Amounts have at most 9 digits after the decimal point.
/// </remarks>
public sealed record Wallet
{
    /// <summary>The currency of every amount.</summary>
    public required Currency Currency { get; init; }

    /// <summary>All that was ever paid in, credited by invoices, or granted.</summary>
    public decimal Funded { get; init; }

    /// <summary>Free to be held or spent.</summary>
    public decimal Available { get; init; }

    /// <summary>Set aside for open holds.</summary>
    public decimal Held { get; init; }

    /// <summary>Paid out for usage and invoices.</summary>
    public decimal Spent { get; init; }

    /// <summary>Gone unused when its time was over.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public decimal Expired { get; init; }

    /// <summary>Gone unused because the merchant took it back.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public decimal Voided { get; init; }

    /// <summary>On its way back to where payments came from.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public decimal Refunding { get; init; }

    /// <summary>Gone back to where payments came from.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public decimal Refunded { get; init; }

    /// <summary>What of the available and the held money is of grants, in <see cref="BurnOrder"/>. All else is the balance.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<Lot> Lots { get; init; }

    /// <summary>What grants will bring later. No money yet, so no journal entry tells of it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<ComingLot> Coming { get; init; }

    /// <summary>True where grants come and expire by a test clock, and not by the time at which usage comes.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool OnTestClock { get; init; }

    /// <summary>
    /// All usage that the balance did not reach for, less what was given back of it, over the whole life of the wallet. No money moved for it, so it has no
    /// journal entry; invoices collect it, and it does not fall when they are paid.
    /// </summary>
    public decimal Owed { get; init; }

    /// <summary>What the open holds reserve, by metric: the sum of theirs. No money moves when it changes, so it has no journal entry.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<ReservedUsage> Reserved { get; init; }

    /// <summary>Up to where usage has been charged.</summary>
    public Watermarks Watermarks { get; init; } = Watermarks.None;

    /// <summary>How many journal entries are folded in; the next one has this number plus 1.</summary>
    public long JournalLength { get; init; }

    /// <summary>The available money, by where it is from.</summary>
    [JsonIgnore]
    public Purse Purse => new(Lots, Available - Lots.Sum(lot => lot.Remaining));

    /// <summary>A wallet that nothing was ever paid into.</summary>
    public static Wallet Empty(Currency currency) => new() { Currency = currency };

    /// <summary>The wallet after one hold came to reserve something else.</summary>
    internal Wallet Reserving(ValueList<ReservedUsage> before, ValueList<ReservedUsage> after) =>
        before == after ? this : this with { Reserved = Reserved.Change(before, after) };

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
            Expired = Expired + entry.ChangeOf(JournalAccount.Expired),
            Voided = Voided + entry.ChangeOf(JournalAccount.Voided),
            Refunding = Refunding + entry.ChangeOf(JournalAccount.Refunding),
            Refunded = Refunded + entry.ChangeOf(JournalAccount.Refunded),
            Lots = Lots.After(entry),
            JournalLength = entry.Sequence,
        }).Check();
    }

    /// <summary>The wallet that a journal folds to, with what no entry tells of as it is in another.</summary>
    public Wallet WithFactsOf(Wallet other) => this with
    {
        Owed = other.Owed,
        Reserved = other.Reserved,
        Watermarks = other.Watermarks,
        Coming = other.Coming,
        OnTestClock = other.OnTestClock,
        Lots = Lots.MarkedAs(other.Lots),
    };

    /// <summary>This wallet, if it keeps the invariant.</summary>
    /// <exception cref="InvalidOperationException">It does not.</exception>
    public Wallet Check() =>
        Funded == Available + Held + Spent + Expired + Voided + Refunding + Refunded
        && Purse.Balance >= 0 && Held >= Lots.Sum(lot => lot.Held) && Lots.All(lot => lot.Remaining >= 0 && lot.Held >= 0)
        && Spent >= 0 && Expired >= 0 && Voided >= 0 && Refunding >= 0 && Refunded >= 0 && Owed >= 0
        && Reserved.All(entry => entry.Quantity >= 0 && entry.Amount >= 0)
            ? this
            : throw new InvalidOperationException($"The wallet is out of balance: {this}");
}
