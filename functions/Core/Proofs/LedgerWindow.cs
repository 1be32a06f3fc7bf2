using Tallystick.Core.Storage;
using Tallystick.Core.Usage;

namespace Tallystick.Core.Proofs;

/// <summary>A window as the ledger has it.</summary>
/// <param name="Body">The document's bytes.</param>
/// <param name="Window">What they say; null where they cannot be read.</param>
internal sealed record LedgerWindow(ReadOnlyMemory<byte> Body, UsageWindow? Window)
{
    /// <summary>All windows of an account or of a tenant, by id.</summary>
    internal static async Task<IReadOnlyDictionary<string, LedgerWindow>> OfAsync(IDocumentStore store, string partition, CancellationToken cancellation)
    {
        var range = DocumentRange.WithPrefix(partition, UsageWindow.IdPrefix);
        var documents = await store.ListAsync(range, descending: false, 0, int.MaxValue, cancellation);
        return documents.ToDictionary(document => document.Id, document => new LedgerWindow(document.Body, Unreadable.OrNull<UsageWindow>(document)));
    }
}
