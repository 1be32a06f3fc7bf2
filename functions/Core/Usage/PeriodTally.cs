using Tallystick.Core.Storage;

namespace Tallystick.Core.Usage;

/// <summary>
/// How far the metrics of a subscription have come in one of its billing periods that are paid at once by prices of the whole period. It changes in the commit of
/// the windows, so it is always of the events that they have.
/// </summary>
/// <remarks>Kept as long as the windows: a correction may come however late.</remarks>
/// <param name="Metrics">By metric id.</param>
public sealed record PeriodTally(IReadOnlyDictionary<string, Tally> Metrics)
{
    /// <summary>How the ids of the documents begin.</summary>
    internal const string IdPrefix = "tally:";

    /// <summary>Nothing was counted yet.</summary>
    internal static PeriodTally Empty { get; } = new(new Dictionary<string, Tally>());

    /// <summary>All of an account.</summary>
    internal static DocumentRange Of(AccountId account) => DocumentRange.WithPrefix(account.ToString(), IdPrefix);

    /// <summary>How far a metric has come.</summary>
    internal Tally this[string metric] => Metrics.GetValueOrDefault(metric);

    /// <summary>The same with another tally of a metric.</summary>
    internal PeriodTally With(string metric, Tally tally) =>
        new(new SortedDictionary<string, Tally>(Metrics.ToDictionary(), StringComparer.Ordinal) { [metric] = tally });
}
