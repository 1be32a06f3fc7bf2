using NodaTime;
using Tallystick.Core.Values;

namespace Tallystick.Core.Wallets;

/// <summary>That a payment has been taken in: written with the top-up, so that there is only one.</summary>
/// <param name="Currency">The payment's currency.</param>
/// <param name="Amount">How much.</param>
/// <param name="At">When.</param>
internal sealed record TopUpRecord(Currency Currency, decimal Amount, Instant At);
