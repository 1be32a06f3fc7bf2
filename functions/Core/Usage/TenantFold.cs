using System.Runtime.InteropServices;
using NodaTime;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;

namespace Tallystick.Core.Usage;

/// <summary>Folds counted deliveries into the windows of their tenants, each once.</summary>
/// <remarks>
/// Like <see cref="FateFold"/>: what counts, and what it measures, is a pure function of the log, and a window moves its watermark in the commit that
/// changes it. So a batch that comes again, in other parts or to two consumers, comes to the same sums as the windows of the accounts.
/// </remarks>
internal sealed class TenantFold(IDocumentStore store)
{
    private readonly ParsedDocuments<UsageWindow> windows = new(store);
    private readonly ParsedDocuments<TenantCoverage> coverages = new(store);

    /// <summary>Notes for each tenant, before anything is counted for it, whether anything ever was.</summary>
    internal async Task CoverAsync(IEnumerable<Tenant> tenants, CancellationToken cancellation)
    {
        foreach (var tenant in tenants)
        {
            var partition = TenantWindows.PartitionOf(tenant);
            while (await coverages.ReadAsync(partition, TenantCoverage.DocumentId, cancellation) is null)
            {
                var counters = await store.ListAsync(FateCounter.RangeOf(tenant), descending: false, 0, 1, cancellation);
                var write = DocumentWrite.Create(TenantCoverage.DocumentId, new TenantCoverage(counters.Count == 0).ToBody());
                await store.CommitAsync(partition, [write], cancellation);
            }
        }
    }

    /// <summary>Folds deliveries of one partition.</summary>
    /// <param name="accounts">What counts, by account. Their tenants are <see cref="CoverAsync">noted</see>.</param>
    /// <param name="cancellation">Ends the wait.</param>
    internal async Task CommitAsync(IEnumerable<AccountBatch> accounts, CancellationToken cancellation)
    {
        var hours = new Dictionary<(Tenant Tenant, Instant Hour), List<CountedUsage>>();
        foreach (var account in accounts)
        {
            var (hour, last) = (default(List<CountedUsage>), default(Instant));
            foreach (var usage in account.Counted)
            {
                if (hour is null || usage.Hour != last)
                {
                    last = usage.Hour;
                    hour = CollectionsMarshal.GetValueRefOrAddDefault(hours, (account.Account.Tenant, last), out _) ??= [];
                }

                hour.Add(usage);
            }
        }

        await Task.WhenAll(hours.Select(hour => CommitAsync(hour.Key.Tenant, hour.Key.Hour, hour.Value, cancellation)));
    }

    private async Task CommitAsync(Tenant tenant, Instant hour, List<CountedUsage> counted, CancellationToken cancellation)
    {
        var partition = TenantWindows.PartitionOf(tenant);
        if (await coverages.ReadAsync(partition, TenantCoverage.DocumentId, cancellation) is not { IsWhole: true })
        {
            return;
        }

        var id = UsageWindow.IdOf(hour, counted[0].Position.Log, counted[0].Position.Partition);
        bool done;
        do
        {
            cancellation.ThrowIfCancellationRequested();
            var standing = await windows.ReadVersionedAsync(partition, id, cancellation);
            var fresh = standing is null ? counted : counted.FindAll(usage => usage.Position.CompareTo(standing.Value.Watermark) > 0);
            done = fresh.Count == 0;
            if (!done)
            {
                var window = TenantWindows.Fold(standing?.Value, hour, fresh);
                done = await store.CommitAsync(partition, [new Versioned<UsageWindow>(window, standing?.ETag).ToWrite(id).MadeOf(window)], cancellation);
            }
        }
        while (!done);
    }
}
