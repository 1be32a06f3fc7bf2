using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Values;

namespace Tallystick.Core.Usage;

/// <summary>A question about the use of one metric.</summary>
public sealed record MeterQuery
{
    /// <summary>The metric.</summary>
    public required Metric Metric { get; init; }

    /// <summary>Only this customer's use; null for all customers'.</summary>
    public Customer? Customer { get; init; }

    /// <summary>The windows, in order, not overlapping, at least one.</summary>
    public required IReadOnlyList<Period> Windows { get; init; }

    /// <summary>The dimensions that are told apart: names of the metric's; empty for none.</summary>
    public IReadOnlyList<string> GroupBy { get; init; } = [];

    /// <summary>Only groups with these values of dimensions; empty for all.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Filters { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>From the first window to the last.</summary>
    internal Period Period => new(Windows[0].Start, Windows[^1].End);

    /// <summary>True where the answer depends on groups.</summary>
    internal bool TellsGroupsApart => GroupBy.Count > 0 || Filters.Count > 0;

    /// <summary>The most groups in the answer: those with the most events; 1 or more.</summary>
    public int GroupLimit { get; init; } = 100;
}
