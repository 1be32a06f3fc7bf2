using Tallystick.Core.Storage;
using Tallystick.Core.Values;

namespace Tallystick.Core.Sessions;

/// <summary>Reads and changes who is signed in.</summary>
/// <param name="store">Where the documents are.</param>
internal sealed class SessionDocuments(IDocumentStore store)
{
    internal async ValueTask<Versioned<KeptSessions>> ReadAsync(string partition, string id, CancellationToken cancellation) =>
        await store.ReadAsync<KeptSessions>(partition, id, cancellation) ?? new(KeptSessions.None, null);

    /// <summary>Decides on a document and writes it, again where another was faster.</summary>
    internal async ValueTask<Result<KeptSessions>> ChangeAsync(
        string partition, string id, Func<KeptSessions, Result<KeptSessions>> change, CancellationToken cancellation)
    {
        while (true)
        {
            var standing = await ReadAsync(partition, id, cancellation);
            if (!change(standing.Value).TryGet(out var changed, out var refused))
            {
                return refused;
            }

            if (await store.CommitAsync(partition, [new Versioned<KeptSessions>(changed, standing.ETag).ToWrite(id)], cancellation))
            {
                return changed;
            }
        }
    }

    /// <summary>Takes a document away.</summary>
    internal async ValueTask DeleteAsync(string partition, string id, CancellationToken cancellation)
    {
        while (await store.ReadAsync(partition, id, cancellation) is { } standing)
        {
            await store.CommitAsync(partition, [DocumentWrite.Delete(id, standing.ETag)], cancellation);
        }
    }
}
