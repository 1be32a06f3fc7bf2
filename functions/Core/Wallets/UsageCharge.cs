using Tallystick.Core.Usage;
using Tallystick.Core.Values;

namespace Tallystick.Core.Wallets;

/// <summary>What one counted event, or one item of it, costs.</summary>
/// <param name="Position">Where the event stands in the log.</param>
/// <param name="Hold">The hold that it names; null for none.</param>
/// <param name="Amount">In the wallet's currency, 0 or more, at most 9 digits after the decimal point.</param>
public sealed record UsageCharge(LogPosition Position, Id<Hold>? Hold, decimal Amount)
{
    /// <summary>What the event gives back to the balance, 0 or more: with it the period comes to less than was paid. Never more than was spent is given back.</summary>
    public decimal Refund { get; init; }

    /// <summary>What the event gives back of what is owed, 0 or more.</summary>
    public decimal Forgiven { get; init; }

    /// <summary>What it uses of what the hold reserves; empty where it names none.</summary>
    public ValueList<HoldUse> Uses { get; init; }
}
