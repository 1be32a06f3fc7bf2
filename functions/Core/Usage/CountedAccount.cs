using NodaTime;

namespace Tallystick.Core.Usage;

/// <summary>An account whose usage was counted.</summary>
/// <param name="Account">The account.</param>
/// <param name="Earliest">The first hour of which the windows may have changed.</param>
public readonly record struct CountedAccount(AccountId Account, Instant Earliest)
{
    /// <summary>The account of a batch.</summary>
    internal static CountedAccount Of(AccountBatch batch) =>
        new(batch.Account, batch.Counted.Min(usage => usage.Corrects is { } corrected ? Instant.Min(usage.Hour, corrected.Hour) : usage.Hour));
}
