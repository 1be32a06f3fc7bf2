using System.Collections.Immutable;
using Tallystick.Core.Storage;

namespace Tallystick.Core.Usage;

/// <summary>Keeps windows small in which UNIQUE_COUNT tells many values apart: what is too much goes into documents beside the window, in the same commit.</summary>
/// <remarks>
/// The values of a window are those of its document and of the documents beside it, and only they are a pure function of the log: which value stands where
/// depends on the batches that were metered. A value that stands beside the window goes into it again when it comes again, until the next spill finds it.
/// </remarks>
internal sealed class ValueSpill(IDocumentStore store)
{
    private const int Least = SpilledValues.Max / 2;

    // A spill looks at so many documents for values that it has no need to write again: 2.5 MB at most. Values before them may be written twice.
    private const int Lookback = 16;

    private readonly ParsedDocuments<SpilledValues> documents = new(store);

    /// <summary>A window without the values that it has no room for, and the writes of those.</summary>
    /// <param name="partition">Where the window is.</param>
    /// <param name="window">The window, before it is written.</param>
    /// <param name="cancellation">Ends the wait.</param>
    internal async ValueTask<(UsageWindow Window, IReadOnlyList<DocumentWrite> Spilled)> PartAsync(
        string partition, UsageWindow window, CancellationToken cancellation)
    {
        if (CountOf(window) < SpilledValues.Max)
        {
            return (window, []);
        }

        var spilled = window.Spills == 0 ? [] : await store.ListAsync(Range(partition, window.Id), descending: true, 0, Lookback, cancellation);
        List<ValuePlace> fresh = [.. ValuePlace.Of(window.Folds).Except(spilled.SelectMany(document => ValuePlace.Of(document.As<SpilledValues>(partition))))];
        var (writes, taken) = (new List<DocumentWrite>(), 0);
        while (fresh.Count - taken >= Least)
        {
            var some = fresh.GetRange(taken, Math.Min(SpilledValues.Max, fresh.Count - taken));
            taken += some.Count;
            writes.Add(DocumentWrite.Create(SpilledValues.IdOf(window.Id, window.Spills + writes.Count + 1), ValuePlace.ToSpilled(some).ToBody()));
        }

        var kept = ValuePlace.ToSpilled(fresh.Skip(taken)).Sets.ToDictionary(set => set.Fold, set => set.Values);
        return (WithValues(window, fold => SetOf(kept.GetValueOrDefault(ValuePlace.HashOf(fold), []))) with { Spills = window.Spills + writes.Count }, writes);
    }

    /// <summary>A window with all of its values.</summary>
    /// <exception cref="DamagedStoreException">A document beside it is missing.</exception>
    internal async ValueTask<UsageWindow> WholeAsync(string partition, UsageWindow window, CancellationToken cancellation)
    {
        var range = Range(partition, window.Id) with { To = SpilledValues.IdOf(window.Id, window.Spills + 1) };
        var spilled = await documents.ListAsync(range, cancellation);
        if (spilled.Count != window.Spills)
        {
            throw new DamagedStoreException($"Of the window {window.Id} of {partition}, {window.Spills} documents of values are to be found and {spilled.Count} are.");
        }

        var values = spilled.SelectMany(document => document.Sets).ToLookup(set => set.Fold, set => set.Values);
        return WithValues(window, fold => fold.Aggregate.Distinct!.Union(values[ValuePlace.HashOf(fold)].SelectMany(some => some))) with { Spills = 0 };
    }

    private static DocumentRange Range(string partition, string id) => DocumentRange.WithPrefix(partition, $"{SpilledValues.IdPrefix}{id}:");

    private static int CountOf(UsageWindow window)
    {
        var count = 0;
        foreach (ref readonly var fold in window.Folds.AsSpan())
        {
            count += fold.Aggregate.Distinct?.Count ?? 0;
        }

        return count;
    }

    private static UsageWindow WithValues(UsageWindow window, Func<WindowFold, ImmutableSortedSet<string>> valuesOf) => window with
    {
        Folds = WindowFolds.Of(
        [
            .. window.Folds.Select(fold => fold.Aggregate.Distinct is null ? fold : fold with { Aggregate = fold.Aggregate with { Distinct = valuesOf(fold) } }),
        ]),
    };

    private static ImmutableSortedSet<string> SetOf(IReadOnlyList<string> values) => ImmutableSortedSet.CreateRange(StringComparer.Ordinal, values);
}
