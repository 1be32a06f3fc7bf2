using System.Text.Json.Serialization;
using NodaTime;
using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;

namespace Tallystick.Core.Wallets;

/// <summary>That a subscription is to be looked at for the credits of its plan. Written before something changes with it; what changes may never be written.</summary>
/// <param name="Account">Whose subscription.</param>
/// <param name="Subscription">Which.</param>
/// <param name="At">When.</param>
internal sealed record DueAllocation(AccountId Account, Id<Subscription> Subscription, Instant At)
{
    /// <summary>The test clock of its customer; null for real time.</summary>
    public string? Clock { get; init; }

    /// <summary>Of what change it tells; null for one that comes with time.</summary>
    public string? Change { get; init; }

    [JsonIgnore]
    public string Id => $"{HoldExpiry.KeyOf(HoldExpiry.WholeMillisecond(At))}:{Account.Tenant}:{Subscription}:{Change}";

    [JsonIgnore]
    public string Partition => PartitionOf(Clock);

    /// <summary>The partition that lists subscriptions by the time of a clock.</summary>
    public static string PartitionOf(string? testClock) => testClock is null ? "allocations-due" : $"allocations-due~{testClock}";

    public DocumentWrite ToWrite() => DocumentWrite.Put(Id, this.ToBody());

    /// <summary>The entries that are due at an instant. All ids begin with a digit.</summary>
    public static DocumentRange DueAt(WalletClock clock) => new(PartitionOf(clock.TestClockId), "0", HoldExpiry.KeyAfter(clock.Now));
}
