using Tallystick.Core.Catalog;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;

namespace Tallystick.Core.Limits;

/// <summary>Has accounts looked at whose usage was counted and which caps or alerts concern. Accounts of merchants that have none cost one read of a document that is kept.</summary>
public sealed class UsageWatch : ICountedUsage
{
    private const int WritesAtOnce = 100;

    private readonly IDocumentStore store;
    private readonly ParsedDocuments<Watching> watching;
    private readonly IDocumentStore kept;
    private readonly TimeProvider time;

    /// <summary>Makes it. Where there are several processes, what was defined in the last seconds may not be known.</summary>
    public UsageWatch(IDocumentStore store, TimeProvider time, CatalogSettings settings)
    {
        (this.store, this.time) = (store, time);
        kept = settings.CacheTime == NodaTime.Duration.Zero
            ? store
            : new KeptDocuments(store, CachedReads.OfTerms, time, (_, _) => true, keepsAbsence: true);
        watching = new ParsedDocuments<Watching>(kept);
    }

    /// <inheritdoc/>
    public async Task CountedAsync(IReadOnlyList<CountedAccount> accounts, CancellationToken cancellation)
    {
        var now = time.GetInstant();
        foreach (var some in accounts.Chunk(WritesAtOnce))
        {
            var concerned = new List<DocumentWrite>();
            foreach (var (account, _) in some)
            {
                if (account.Customer is not null && await IsConcernedAsync(account, cancellation))
                {
                    concerned.Add(new WatchedAccount(account, now).ToWrite());
                }
            }

            if (concerned.Count > 0)
            {
                await store.CommitAsync(WatchedAccount.Partition, concerned, cancellation);
            }
        }
    }

    private async ValueTask<bool> IsConcernedAsync(AccountId account, CancellationToken cancellation) =>
        await watching.ReadAsync(Watching.PartitionOf(account.Tenant), Watching.DocumentId, cancellation) is { } known
        && (known.All
            || await kept.ReadAsync(LimitPartition.Of(account), CapList.DocumentId, cancellation) is not null
            || await kept.ReadAsync(LimitPartition.Of(account), AlertRuleList.DocumentId, cancellation) is not null);
}
