using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;

namespace Tallystick.Core.Wallets;

/// <summary>
/// That a hold is to be looked at when it expires. Written before the hold, so that no hold is ever forgotten; may name one that was never
/// placed.
/// </summary>
/// <param name="Account">Whose hold.</param>
/// <param name="Hold">Which.</param>
/// <param name="ExpiresAt">When.</param>
internal sealed record DueHold(AccountId Account, Id<Hold> Hold, NodaTime.Instant ExpiresAt)
{
    public static DocumentWrite Entry(AccountId account, Hold hold) =>
        DocumentWrite.Put(
            $"{HoldExpiry.KeyOf(hold.ExpiresAt)}:{account.Tenant}:{hold.Id}",
            new DueHold(account, hold.Id, hold.ExpiresAt).ToBody());

    /// <summary>The entries that are due at an instant. All ids begin with a digit.</summary>
    public static DocumentRange DueAt(WalletClock clock) => new(clock.DuePartition, "0", HoldExpiry.KeyAfter(clock.Now));
}
