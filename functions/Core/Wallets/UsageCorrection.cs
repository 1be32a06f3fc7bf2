using Tallystick.Core.Usage;

namespace Tallystick.Core.Wallets;

/// <summary>What a correction of usage means for a wallet. Amounts are in the wallet's currency, 0 or more, at most 9 digits after the decimal point.</summary>
/// <param name="Position">Where the correction stands in the log.</param>
/// <param name="Paid">What was paid for the event that it corrects.</param>
/// <param name="Owed">What was owed for that event.</param>
/// <param name="Amount">What the usage costs now.</param>
public sealed record UsageCorrection(LogPosition Position, decimal Paid, decimal Owed, decimal Amount);
