namespace Tallystick.DevHost.Load;

/// <summary>All deliveries of a load, and what the meters must show when they are counted.</summary>
/// <param name="Events">The deliveries, in order, without conflicts.</param>
/// <param name="Conflicts">Deliveries to be made when all of <paramref name="Events"/> are acknowledged.</param>
/// <param name="Totals">For each metric the sum of what counts.</param>
public sealed record LoadPlan(IReadOnlyList<LoadEvent> Events, IReadOnlyList<LoadEvent> Conflicts, IReadOnlyList<decimal> Totals)
{
    /// <summary>The ranks of the customers that have events, ascending.</summary>
    public IReadOnlyList<int> Customers { get; } = [.. Events.Select(item => item.Customer).Distinct().Order()];

    /// <summary>How many deliveries are of a kind.</summary>
    public int CountOf(LoadEventKind kind) => Events.Count(item => item.Kind == kind) + Conflicts.Count(item => item.Kind == kind);
}
