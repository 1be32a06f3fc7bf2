using Tallystick.Core.Storage;
using Tallystick.Core.Usage;

namespace Tallystick.Core.Proofs;

/// <summary>A window as the ledger has it, with the values that stand beside it.</summary>
/// <param name="Body">Its bytes.</param>
/// <param name="Window">What they say; null where they cannot be read.</param>
internal sealed record LedgerWindow(ReadOnlyMemory<byte> Body, UsageWindow? Window)
{
    /// <summary>
    /// True where it is given without the values that UNIQUE_COUNT tells apart. Some stand beside it, and corrections took some away, which are there still: such an
    /// hour is read event by event.
    /// </summary>
    internal bool LacksValues { get; private init; }

    /// <summary>All windows of an account or of a tenant, by id.</summary>
    internal static async Task<IReadOnlyDictionary<string, LedgerWindow>> OfAsync(IDocumentStore store, string partition, CancellationToken cancellation)
    {
        var range = DocumentRange.WithPrefix(partition, UsageWindow.IdPrefix);
        var windows = new Dictionary<string, LedgerWindow>();
        foreach (var document in await store.ListAsync(range, descending: false, 0, int.MaxValue, cancellation))
        {
            windows[document.Id] = await ReadAsync(new ValueSpill(store), partition, document, cancellation);
        }

        return windows;
    }

    /// <summary>The same without values.</summary>
    internal LedgerWindow WithoutValues() => Window is { } window ? Without(window) : this;

    /// <summary>A window without values.</summary>
    internal static LedgerWindow Without(UsageWindow window)
    {
        var folds = window.Folds.Select(fold => fold with { Aggregate = fold.Aggregate with { Distinct = null } });
        var without = window with { Folds = WindowFolds.Of([.. folds]), Spills = 0 };
        return new LedgerWindow(without.ToBody(), without) { LacksValues = true };
    }

    private static async Task<LedgerWindow> ReadAsync(ValueSpill spill, string partition, StoredDocument document, CancellationToken cancellation)
    {
        var window = Unreadable.OrNull<UsageWindow>(document);
        if (window is null or { Spills: 0 })
        {
            return new LedgerWindow(document.Body, window);
        }

        if (window.Corrections > 0)
        {
            return Without(window);
        }

        try
        {
            var whole = await spill.WholeAsync(partition, window, cancellation);
            return new LedgerWindow(whole.ToBody(), whole);
        }
        catch (Exception exception) when (Unreadable.Is(exception))
        {
            return new LedgerWindow(document.Body, Window: null);
        }
    }
}
