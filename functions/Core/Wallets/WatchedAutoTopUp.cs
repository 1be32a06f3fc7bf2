using NodaTime;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;

namespace Tallystick.Core.Wallets;

/// <summary>That an account's automatic top-up is to be looked at. Written before it is enabled, so that none is ever forgotten.</summary>
/// <param name="Account">Whose.</param>
/// <param name="At">When it was written, by the real clock.</param>
internal sealed record WatchedAutoTopUp(AccountId Account, Instant At)
{
    public const string Partition = "auto-top-ups";

    public DocumentWrite ToWrite() => DocumentWrite.Put($"{Account.Tenant}:{Account.Customer}", this.ToBody());
}
