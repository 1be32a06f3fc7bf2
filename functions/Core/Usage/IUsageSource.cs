using Tallystick.Core.Catalog;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Core.Usage;

/// <summary>Where bills get what was used from: the ledger's windows, or the log alone. Both give the same answers.</summary>
public interface IUsageSource
{
    /// <summary>The account's use of one metric.</summary>
    /// <param name="account">Whose.</param>
    /// <param name="metric">Of what.</param>
    /// <param name="periods">In which periods: in order, not overlapping, at least one.</param>
    /// <param name="covers">Tells whether a position belongs to the answer; of a partition's positions those up to some point must. Null for all.</param>
    /// <param name="allGroups">True to tell every group apart, also those of hours that have too many for their windows.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>One for each of <paramref name="periods"/>.</returns>
    Task<IReadOnlyList<Bucketed>> ReadAsync(
        AccountId account, Metric metric, IReadOnlyList<Period> periods, Func<LogPosition, bool>? covers, bool allGroups, CancellationToken cancellation);
}
