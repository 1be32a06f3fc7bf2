using System.Text.Json.Serialization;
using NodaTime;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;

namespace Tallystick.Core.Wallets;

/// <summary>
/// That a grant is to be looked at when something next happens to its money. Written before that is so; may name a grant that was never made.
/// </summary>
/// <param name="Account">Whose grant.</param>
/// <param name="Grant">Which.</param>
/// <param name="At">When.</param>
internal sealed record DueGrant(AccountId Account, Id<Grant> Grant, Instant At)
{
    [JsonIgnore]
    public string Id => $"{HoldExpiry.KeyOf(HoldExpiry.WholeMillisecond(At))}:{Account.Tenant}:{Grant}";

    /// <summary>The partition that lists grants by the time of a clock.</summary>
    public static string PartitionOf(string? testClock) => testClock is null ? "grants-due" : $"grants-due~{testClock}";

    public DocumentWrite ToWrite() => DocumentWrite.Put(Id, this.ToBody());

    /// <summary>The entries that are due at an instant. All ids begin with a digit.</summary>
    public static DocumentRange DueAt(WalletClock clock) => new(PartitionOf(clock.TestClockId), "0", HoldExpiry.KeyAfter(clock.Now));
}
