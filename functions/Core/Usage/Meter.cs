using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;

namespace Tallystick.Core.Usage;

/// <summary>
/// Consumes the log: decides for every event whether it is counted, a duplicate, a conflict or rejected, and folds what counts into the
/// ledger, exactly once whatever is delivered twice, out of order, or by two consumers at a time.
/// </summary>
/// <remarks>
/// The order makes it so: definitions accept the event; its claim decides between it and its retries; outcomes that do not count are written
/// under ids of their positions; each account commits its windows, and each tenant its own windows and its counts of fates, with their watermarks;
/// only then does the partition's progress move. A crash
/// between any two leaves work that is done again to the same end. An event that is rejected makes no claim, so that it can be replayed.
/// </remarks>
/// <param name="log">The log, to fill gaps from.</param>
/// <param name="claims">Who owns which identity.</param>
/// <param name="store">The ledger.</param>
/// <param name="definitions">The definitions in force.</param>
/// <param name="rejected">Told of events that came in under external ids and were rejected; null for nobody.</param>
/// <param name="watch">Told which accounts have used something; null for nobody.</param>
public sealed class Meter(
    IEventLog log, IClaimStore claims, IDocumentStore store, IAccountTermsReader definitions, RejectedEvents? rejected = null, ICountedUsage? watch = null)
{
    private const int GapBytes = 4 * 1024 * 1024;
    private const int RecordsAtOnce = 256;

    private readonly Outcomes outcomes = new(store);
    private readonly UnreadableRecords unreadable = new(store);
    private readonly MeterProgress progress = new(store);
    private readonly Counting deciding = new(claims, log);
    private readonly AccountFold fold = new(store, new AccountEvents(log, claims, store));
    private readonly FateFold fates = new(store);
    private readonly TenantFold tenantFold = new(store);

    /// <summary>
    /// Meters records of one partition, in log order. Records that are metered already are passed over; records that are missing before the
    /// first are read from the log.
    /// </summary>
    /// <returns>What became of those that were metered now.</returns>
    /// <exception cref="StoreUnavailableException">A store cannot answer now: give the same records again.</exception>
    public async Task<MeteredBatch> ConsumeAsync(int partition, IReadOnlyList<LogRecord> records, CancellationToken cancellation)
    {
        var batch = new MeteredBatch();
        var metered = await progress.ReadAsync(log.Number, partition, cancellation);
        if (records.Count > 0 && records[0].Sequence > metered + 1)
        {
            metered = await FillGapAsync(partition, metered + 1, records[0].Sequence, batch, cancellation);
        }

        List<LogRecord> fresh = [.. records.Where(record => record.Sequence > metered)];
        if (fresh.Count > 0)
        {
            await MeterAsync(fresh, batch, cancellation);
            await progress.AdvanceAsync(log.Number, partition, fresh[^1].Sequence, cancellation);
        }

        return batch;
    }

    private async Task<long> FillGapAsync(int partition, long from, long until, MeteredBatch batch, CancellationToken cancellation)
    {
        while (from < until)
        {
            var slice = await log.ReadAsync(partition, from, GapBytes, only: null, cancellation);
            List<LogRecord> missing = [.. slice.Records.Where(record => record.Sequence < until)];
            if (missing.Count == 0)
            {
                throw new StoreUnavailableException($"The log does not give records {from} to {until - 1} of partition {partition}, which were never metered.");
            }

            await MeterAsync(missing, batch, cancellation);
            from = missing[^1].Sequence + 1;
            await progress.AdvanceAsync(log.Number, partition, from - 1, cancellation);
        }

        return from - 1;
    }

    private async Task MeterAsync(List<LogRecord> records, MeteredBatch batch, CancellationToken cancellation)
    {
        await unreadable.KeepAsync(log.Number, records, cancellation);
        var uncounted = new List<(Delivery Delivery, Outcome Outcome)>();
        var accounts = new Dictionary<AccountId, AccountBatch>();
        var accepted = await AcceptAsync(records, accounts, uncounted, cancellation);
        await ClaimAsync(accepted, uncounted, cancellation);
        foreach (var tenant in uncounted.GroupBy(pair => pair.Delivery.Account.Tenant, pair => pair.Outcome))
        {
            await outcomes.KeepAsync(tenant.Key, [.. tenant], cancellation);
        }

        await LinkAsync([.. uncounted.Select(pair => pair.Delivery.Account).Where(account => account.Customer is null).Distinct()], cancellation);

        List<AccountBatch> changed = [.. accounts.Values.Where(account => account.Counted.Count > 0)];
        await tenantFold.CoverAsync(accounts.Keys.Select(account => account.Tenant).Distinct(), cancellation);
        await Task.WhenAll(
            fold.CommitAsync(changed, cancellation),
            tenantFold.CommitAsync(changed, cancellation),
            fates.CountAsync([.. changed.SelectMany(account => account.Counted)], uncounted, cancellation));
        if (watch is not null)
        {
            await watch.CountedAsync(changed.ConvertAll(CountedAccount.Of), cancellation);
        }

        batch.Add(records, changed, uncounted);
    }

    private async Task LinkAsync(IReadOnlyList<AccountId> accounts, CancellationToken cancellation)
    {
        if (rejected is not null)
        {
            foreach (var account in accounts)
            {
                await rejected.LinkLateAsync(account, cancellation);
            }
        }
    }

    /// <summary>The deliveries that the definitions accept, each with the batch of its account.</summary>
    private async Task<List<AcceptedUsage>> AcceptAsync(
        List<LogRecord> records, Dictionary<AccountId, AccountBatch> accounts, List<(Delivery, Outcome)> uncounted, CancellationToken cancellation)
    {
        var accepted = new List<AcceptedUsage>(records.Count);
        var tenants = new Dictionary<Tenant, (MetricSet Metrics, ProofKey Key)>();
        foreach (var some in records.Chunk(RecordsAtOnce))
        {
            foreach (var delivery in Delivery.UnpackAll(log.Number, some))
            {
                if (!accounts.TryGetValue(delivery.Account, out var account))
                {
                    accounts[delivery.Account] = account = new AccountBatch(delivery.Account, await definitions.TermsAsync(delivery.Account, cancellation));
                }

                var tenant = delivery.Account.Tenant;
                if (!tenants.TryGetValue(tenant, out var known))
                {
                    tenants[tenant] = known = (await definitions.MetricsAsync(tenant, cancellation), await definitions.ProofKeyAsync(tenant, cancellation));
                }

                if (Acceptance.Decide(delivery, known.Metrics, account.Terms, out var readings) is { } rejection)
                {
                    uncounted.Add((delivery, Outcome.Rejected(delivery, rejection)));
                }
                else
                {
                    accepted.Add(new AcceptedUsage(account, delivery, readings, known.Key));
                }
            }

            // A batch may be tens of milliseconds of work: requests are answered in between.
            await Task.Yield();
        }

        return accepted;
    }

    /// <summary>Claims the identities; deliveries that win theirs go to the batches of their accounts.</summary>
    private async Task ClaimAsync(List<AcceptedUsage> accepted, List<(Delivery, Outcome)> uncounted, CancellationToken cancellation)
    {
        if (accepted.Count == 0)
        {
            return;
        }

        var judged = await deciding.DecideAsync(
            accepted.ConvertAll(usage => usage.Delivery), (correction, corrected) => CheckLateAsync(accepted, correction, corrected, cancellation), cancellation);
        var counted = new List<(AcceptedUsage Usage, Delivery? Corrected)>(accepted.Count);
        for (var i = 0; i < accepted.Count; i++)
        {
            var (delivery, judgement) = (accepted[i].Delivery, judged[i]);
            if (judgement.Rejection is { } rejection)
            {
                uncounted.Add((delivery, Outcome.Rejected(delivery, rejection)));
            }
            else if (judgement.Verdict == Verdict.Counted)
            {
                counted.Add((accepted[i], judgement.Corrected));
            }
            else
            {
                uncounted.Add((delivery, Outcome.Of(delivery, judgement.Verdict, judgement.Standing)));
            }
        }

        var hashes = ProofKey.HashAll(counted.ConvertAll(item => (item.Usage.Key, item.Usage.Delivery)));
        for (var i = 0; i < hashes.Count; i++)
        {
            var ((account, delivery, readings, _), corrected) = counted[i];
            var usage = CountedUsage.Of(delivery, readings, hashes[i]);
            account.Counted.Add(corrected is null ? usage : usage with { Corrects = await ReadAsync(corrected, account.Terms, cancellation) });
        }
    }

    /// <summary>Whether a correction comes too late for the subscription that what it corrects is billed to.</summary>
    private async ValueTask<Rejection?> CheckLateAsync(
        List<AcceptedUsage> accepted, Delivery correction, Delivery corrected, CancellationToken cancellation)
    {
        var terms = accepted.Find(usage => usage.Delivery.Account == correction.Account).Account.Terms;
        return terms.CheckLate(correction, [.. (await ReadAsync(corrected, terms, cancellation)).Readings.Select(charged => charged.Reading)]);
    }

    /// <summary>What a delivery that counted before measures.</summary>
    private async Task<CountedUsage> ReadAsync(Delivery counted, AccountTerms terms, CancellationToken cancellation)
    {
        var tenant = counted.Account.Tenant;
        Readings.Of(counted.Usage!, counted.EnqueuedAt, await definitions.MetricsAsync(tenant, cancellation), out var readings);
        return CountedUsage.Of(counted, EventPrices.Apply(terms, counted, readings), (await definitions.ProofKeyAsync(tenant, cancellation)).HashOf(counted));
    }
}
