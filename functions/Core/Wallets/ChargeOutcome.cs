using Tallystick.Core.Usage;

namespace Tallystick.Core.Wallets;

/// <summary>How an event was paid for: <c>debited + owed</c> is what it costs.</summary>
/// <param name="Position">Where the event stands in the log.</param>
/// <param name="Debited">What the wallet paid, from the hold and from the free balance.</param>
/// <param name="Owed">What is left for an invoice.</param>
public sealed record ChargeOutcome(LogPosition Position, decimal Debited, decimal Owed)
{
    /// <summary>The part of <see cref="Debited"/> that the hold paid.</summary>
    public decimal Posted { get; init; }
}
