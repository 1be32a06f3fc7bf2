using NodaTime;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;

namespace Tallystick.Core.Wallets;

/// <summary>Decides beside the balance whether a hold may be placed.</summary>
public interface IHoldGuard
{
    /// <summary>
    /// Null where the hold may be placed on top of what the wallet has reserved, or why not. The hold is then committed on condition that the wallet is still the
    /// one that was given: what is read here is read after it, so that all usage of holds that are open no more is seen.
    /// </summary>
    /// <param name="account">Whose hold.</param>
    /// <param name="wallet">The wallet as it was read.</param>
    /// <param name="hold">The hold that is wished for.</param>
    /// <param name="now">The time that the account lives by.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Null, or a refusal of the kind <see cref="RefusalKind.PaymentRequired"/>.</returns>
    Task<Refusal?> CheckAsync(AccountId account, Wallet wallet, Hold hold, Instant now, CancellationToken cancellation);
}
