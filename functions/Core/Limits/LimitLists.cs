using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;

namespace Tallystick.Core.Limits;

/// <summary>The lists of one kind: a document of each customer, and one of what is of no one customer.</summary>
/// <param name="store">Where they are.</param>
/// <param name="documentId">The id of the documents.</param>
/// <param name="none">The list that is nowhere written yet.</param>
/// <typeparam name="TList">The list.</typeparam>
internal sealed class LimitLists<TList>(IDocumentStore store, string documentId, TList none)
{
    /// <summary>Decides about a list: the list as it is to be, and what is answered.</summary>
    internal delegate Result<(TList List, T Answer)> Decision<T>(TList list);

    /// <summary>The list of a customer.</summary>
    internal Task<TList> OfAsync(AccountId account, CancellationToken cancellation) => ValueAsync(LimitPartition.Of(account), cancellation);

    /// <summary>The list of what is of no one customer.</summary>
    internal Task<TList> OfAsync(Tenant tenant, CancellationToken cancellation) => ValueAsync(LimitPartition.Of(tenant), cancellation);

    /// <summary>The list that has an item by its id, if one has it.</summary>
    internal Task<TList> OfAsync<T>(Tenant tenant, Id<T> id, CancellationToken cancellation)
        where T : IIdentified =>
        ValueAsync(LimitPartition.Of(tenant, id), cancellation);

    /// <summary>Changes the list of an item, or refuses and changes nothing.</summary>
    internal async Task<Result<T>> ChangeAsync<T>(Tenant tenant, Id<T> id, Decision<T> decide, CancellationToken cancellation)
        where T : IIdentified
    {
        var partition = LimitPartition.Of(tenant, id);
        while (true)
        {
            var read = await ReadAsync(partition, cancellation);
            if (!decide(read.Value).TryGet(out var changed, out var refused))
            {
                return refused;
            }

            if (await store.CommitAsync(partition, [(read with { Value = changed.List }).ToWrite(documentId)], cancellation))
            {
                return changed.Answer;
            }
        }
    }

    /// <summary>Deletes the list of a customer.</summary>
    internal async Task DeleteAsync(AccountId account, CancellationToken cancellation)
    {
        while (await store.ReadAsync(LimitPartition.Of(account), documentId, cancellation) is { } standing)
        {
            await store.CommitAsync(LimitPartition.Of(account), [DocumentWrite.Delete(standing.Id, standing.ETag)], cancellation);
        }
    }

    private async Task<TList> ValueAsync(string partition, CancellationToken cancellation) => (await ReadAsync(partition, cancellation)).Value;

    private async Task<Versioned<TList>> ReadAsync(string partition, CancellationToken cancellation) =>
        await store.ReadAsync<TList>(partition, documentId, cancellation) ?? new Versioned<TList>(none, null);
}
