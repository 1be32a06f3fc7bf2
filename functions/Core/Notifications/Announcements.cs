using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;

namespace Tallystick.Core.Notifications;

/// <summary>
/// Commits changes in other partitions than that of facts, and tells of them: noted first, marked in the commit of the change, told, and only then forgotten. What a crash leaves is
/// told by the sweeper. An endpoint is told of changes that were asked for after its making.
/// </summary>
/// <param name="store">Where the documents are.</param>
internal sealed class Announcements(IDocumentStore store)
{
    /// <summary>How long a note is kept whose change was not found: its commit may still be under way.</summary>
    private static readonly Duration Patience = Duration.FromHours(1);

    private const int SweepSize = 500;
    private readonly Outbox outbox = new(store);
    private readonly LateFacts told = new(store);

    /// <summary>Commits a change, and tells what it makes true; a commit like any other where nobody listens.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="partition">Where the change is made.</param>
    /// <param name="writes">The change.</param>
    /// <param name="facts">What it makes true; none for nothing. The ids are of this change alone.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>What <see cref="IDocumentStore.CommitAsync"/> returns.</returns>
    internal async ValueTask<bool> CommitAsync(
        Tenant tenant, string partition, IReadOnlyList<DocumentWrite> writes, IReadOnlyList<BillingFact> facts, CancellationToken cancellation)
    {
        if (facts.Count == 0 || !(await outbox.ReadHeadAsync(tenant, cancellation)).Value.HasListeners)
        {
            return await store.CommitAsync(partition, writes, cancellation);
        }

        var note = new Announcement(partition, facts);
        await store.CommitAsync(BillingDocuments.PartitionOf(tenant), [note.ToWrite()], cancellation);
        if (!await store.CommitAsync(partition, [.. writes, note.ToMark()], cancellation))
        {
            return false;
        }

        await FollowAsync(tenant, note, cancellation);
        return true;
    }

    /// <summary>Tells what was left untold.</summary>
    internal async Task SweepAsync(Tenant tenant, Instant now, CancellationToken cancellation)
    {
        var partition = BillingDocuments.PartitionOf(tenant);
        foreach (var document in await store.ListAsync(Announcement.Of(tenant), descending: false, 0, SweepSize, cancellation))
        {
            var note = document.As<Announcement>(partition);
            if (await FollowAsync(tenant, note, cancellation))
            {
                continue;
            }

            if (note.SeenAt is null)
            {
                await store.CommitAsync(partition, [new Versioned<Announcement>(note with { SeenAt = now }, document.ETag).ToWrite(note.Id)], cancellation);
            }
            else if (note.SeenAt + Patience <= now)
            {
                await store.CommitAsync(partition, [DocumentWrite.Delete(document.Id, document.ETag)], cancellation);
            }
        }
    }

    /// <returns>True where the change was made and is told of.</returns>
    private async Task<bool> FollowAsync(Tenant tenant, Announcement note, CancellationToken cancellation)
    {
        if (await store.ReadAsync(note.Partition, note.Mark, cancellation) is not { } mark)
        {
            return false;
        }

        foreach (var fact in note.Facts)
        {
            await told.TellAsync(tenant, fact.Id, sequence => fact with { Sequence = sequence }, cancellation);
        }

        // The mark last: a note without its mark would wait for nothing.
        var partition = BillingDocuments.PartitionOf(tenant);
        if (await store.ReadAsync(partition, note.Id, cancellation) is { } entry)
        {
            await store.CommitAsync(partition, [DocumentWrite.Delete(entry.Id, entry.ETag)], cancellation);
        }

        await store.CommitAsync(note.Partition, [DocumentWrite.Delete(mark.Id, mark.ETag)], cancellation);
        return true;
    }
}
