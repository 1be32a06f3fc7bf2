using NodaTime;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;

namespace Tallystick.Core.Limits;

/// <summary>That an account is to be looked at for alerts: written when its usage is counted, and when something is defined for it.</summary>
/// <param name="Account">Whose.</param>
/// <param name="Until">It is looked at until then at least, by the real clock.</param>
internal sealed record WatchedAccount(AccountId Account, Instant Until)
{
    /// <summary>Where the entries of all accounts are.</summary>
    internal const string Partition = "watched-accounts";

    /// <summary>Another version of the entry each time, so that whoever has looked in between does not take it away.</summary>
    internal DocumentWrite ToWrite() => DocumentWrite.Put($"{Account.Tenant}:{Account.Customer}", this.ToBody());
}
