using Tallystick.Core.Storage;

namespace Tallystick.Core.Usage;

/// <summary>Folds counted deliveries of one account into its windows and its wallet, each once.</summary>
/// <remarks>
/// Everything that a delivery changes is in one commit with the watermark that covers it, conditional on the versions that were read.
/// Whoever loses a race reads again and finds the watermark moved. A commit whose outcome is unknown throws: the batch comes again, and its
/// deliveries are either below the watermark or not.
/// </remarks>
internal sealed class AccountFold(IDocumentStore store, AccountEvents events)
{
    private const int AccountsAtOnce = 256;

    private readonly ParsedDocuments<UsageWindow> windows = new(store);
    private readonly ValueSpill spill = new(store);
    private readonly AccountCharges charges = new(store);
    private readonly CorrectionFold corrections = new(store, events);

    /// <summary>Folds the deliveries that own their identities: of one partition, in log order in each account.</summary>
    internal Task CommitAsync(IReadOnlyList<AccountBatch> batches, CancellationToken cancellation)
    {
        var (whole, parted) = (new List<AccountBatch>(batches.Count), new List<Task>());
        foreach (var batch in batches)
        {
            if (CommitParts.FitsOne(batch.Counted))
            {
                whole.Add(batch);
            }
            else
            {
                parted.Add(CommitPartsAsync(batch, cancellation));
            }
        }

        return Task.WhenAll([CommitWholeAsync(whole, cancellation), .. parted]);
    }

    /// <summary>Commits batches that fit a commit each, all together; those that lost a race are read and made again.</summary>
    private async Task CommitWholeAsync(List<AccountBatch> batches, CancellationToken cancellation)
    {
        while (batches.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            List<(AccountBatch Batch, DocumentCommit Commit)> commits = new(batches.Count);
            foreach (var some in batches.Chunk(AccountsAtOnce))
            {
                var prepared = await Task.WhenAll(some.Select(batch => PrepareAsync(batch.Account, batch.Terms, batch.Counted, cancellation)));
                for (var i = 0; i < prepared.Length; i++)
                {
                    if (prepared[i] is { Fits: true } commit)
                    {
                        commits.Add((some[i], commit));
                    }
                    else if (prepared[i] is not null)
                    {
                        await CommitPartsAsync(some[i], cancellation);
                    }
                }

                // For the sake of who else needs the processor.
                await Task.Yield();
            }

            var made = await store.CommitAllAsync(commits.ConvertAll(item => item.Commit), cancellation);
            batches = [.. commits.Where((_, index) => !made[index]).Select(item => item.Batch)];
        }
    }

    private async Task CommitPartsAsync(AccountBatch batch, CancellationToken cancellation)
    {
        foreach (var some in CommitParts.Of(batch.Counted))
        {
            if (some[0].Corrects is null)
            {
                await CommitPartAsync(batch, some, cancellation);
                continue;
            }

            while (!await corrections.TryCommitAsync(batch.Account, batch.Terms, some[0], cancellation))
            {
                cancellation.ThrowIfCancellationRequested();
            }
        }
    }

    /// <summary>Commits deliveries; where what they change is too large for one commit, first the one half and then the other.</summary>
    private async Task CommitPartAsync(AccountBatch batch, List<CountedUsage> some, CancellationToken cancellation)
    {
        while (await PrepareAsync(batch.Account, batch.Terms, some, cancellation) is { } commit)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!commit.Fits && some.Count > 1)
            {
                var half = some.Count / 2;
                await CommitPartAsync(batch, some[..half], cancellation);
                some = some[half..];
            }
            else if (await store.CommitAsync(commit.Partition, commit.Writes, cancellation))
            {
                return;
            }
        }
    }

    /// <summary>The commit of deliveries; null where all of them are folded in already.</summary>
    private async Task<DocumentCommit?> PrepareAsync(AccountId account, AccountTerms terms, List<CountedUsage> some, CancellationToken cancellation)
    {
        var partition = account.ToString();
        var hours = new List<HourFold>(1);
        var fresh = new List<CountedUsage>(some.Count);
        foreach (var usage in some)
        {
            if (HourFold.Find(hours, usage.Hour) is not { } fold)
            {
                var id = UsageWindow.IdOf(usage.Hour, usage.Position.Log, usage.Position.Partition);
                fold = new HourFold(usage.Hour, id, await windows.ReadVersionedAsync(partition, id, cancellation));
                hours.Add(fold);
            }

            if (fold.IsFresh(usage.Position))
            {
                fresh.Add(usage);
            }
        }

        if (fresh.Count == 0)
        {
            return null;
        }

        var (charged, walletWrites) = await charges.ChargeAsync(account, terms, fresh, cancellation);
        var revised = false;
        foreach (var usage in charged)
        {
            HourFold.Find(hours, usage.Hour)!.Counted.Add(usage);
            revised |= HourRevision.IsNeeded(usage);
        }

        var writes = new List<DocumentWrite>(hours.Count + walletWrites.Count);
        foreach (var hour in hours.Where(hour => hour.Counted.Count > 0))
        {
            writes.AddRange(await hour.ToWritesAsync(spill, partition, cancellation));
        }

        if (revised)
        {
            writes.AddRange(charged.Where(HourRevision.IsNeeded).GroupBy(usage => usage.Hour).Select(hour => HourRevision.WriteFor(hour.Last())!));
        }

        writes.AddRange(walletWrites);
        return new DocumentCommit(partition, writes);
    }
}
