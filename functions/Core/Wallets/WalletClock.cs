using NodaTime;

namespace Tallystick.Core.Wallets;

/// <summary>The time that an account lives by.</summary>
/// <param name="Now">What its clock shows.</param>
/// <param name="TestClockId">The test clock; null for real time.</param>
public sealed record WalletClock(Instant Now, string? TestClockId = null)
{
    /// <summary>The partition that lists holds by their expiry on this clock: one for real time, one for each test clock.</summary>
    public string DuePartition => TestClockId is null ? "holds-due" : $"holds-due~{TestClockId}";
}
