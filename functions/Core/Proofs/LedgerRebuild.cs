using System.Collections.ObjectModel;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;

namespace Tallystick.Core.Proofs;

/// <summary>Folds the whole log into fresh documents, through the same metering as ever, and compares them with the live ones.</summary>
/// <remarks>
/// Fresh wallets are empty: when money came in is not in the log. So of what usage cost, the part that was paid is owed there, and the two are
/// compared as a sum. One account's windows are in memory at a time.
/// </remarks>
/// <param name="log">The log.</param>
/// <param name="live">The ledger; only read.</param>
/// <param name="fresh">An empty store.</param>
/// <param name="claims">An empty store of claims.</param>
/// <param name="definitions">The definitions in force.</param>
public sealed class LedgerRebuild(IEventLog log, IDocumentStore live, IDocumentStore fresh, IClaimStore claims, IAccountTermsReader definitions)
{
    private const int SliceBytes = 4 * 1024 * 1024;

    /// <summary>Folds and compares. The ledger must be metered to the end of the log, and nothing be added meanwhile.</summary>
    /// <exception cref="RecordsPurgedException">The first records of the log are no longer kept.</exception>
    /// <exception cref="DamagedStoreException">The log cannot be read to its end.</exception>
    /// <exception cref="StoreUnavailableException">A store cannot answer, or an earlier log is not to be had.</exception>
    public async Task<RebuildResult> RunAsync(CancellationToken cancellation)
    {
        long records = 0;
        var marks = await new MeterProgress(live).AllAsync(cancellation);
        foreach (var (number, partition, last) in marks.OrderBy(mark => (mark.Log, mark.Partition)))
        {
            await FoldAsync(new LogAmongOthers(log.Numbered(number), log), partition, last, cancellation);
            records += last + 1;
        }

        long accounts = 0, windows = 0;
        var findings = new List<Finding>();
        var sums = new TenantWindowCheck(live, fresh, definitions);
        foreach (var merchant in await live.ListAllAsync<Merchant>(DocumentRange.WithPrefix(Merchants.Partition, Merchant.IdPrefix), cancellation))
        {
            foreach (var mode in Enum.GetValues<Mode>())
            {
                var tenant = new Tenant(merchant.Id, mode);
                findings.AddRange(await sums.CompareAsync(tenant, cancellation));
                await foreach (var account in TenantAccounts.ReadAsync(live, tenant, customer: null, cancellation))
                {
                    accounts++;
                    windows += await CompareAsync(account, findings, cancellation);
                }
            }
        }

        return new RebuildResult(records, accounts, windows, findings);
    }

    private async Task FoldAsync(LogAmongOthers numbered, int partition, long last, CancellationToken cancellation)
    {
        if (await numbered.FirstSequenceAsync(partition, cancellation) is > 0 and var first)
        {
            throw new RecordsPurgedException($"Records before {first} of partition {partition} of log {numbered.Number} are no longer kept: there is no whole log to fold.");
        }

        var meter = new Meter(numbered, claims, fresh, definitions);
        for (long from = 0; from <= last;)
        {
            var slice = await numbered.ReadAsync(partition, from, SliceBytes, only: null, cancellation);
            if (slice.Next == from)
            {
                throw new DamagedStoreException($"Partition {partition} of log {numbered.Number} ends with record {from - 1}; records up to {last} were metered.");
            }

            await meter.ConsumeAsync(partition, [.. slice.Records.TakeWhile(record => record.Sequence <= last)], cancellation);
            from = slice.Next;
        }
    }

    private async Task<int> CompareAsync(AccountId account, List<Finding> findings, CancellationToken cancellation)
    {
        var (expected, found) = (await LedgerWindow.OfAsync(fresh, account.ToString(), cancellation), await LedgerWindow.OfAsync(live, account.ToString(), cancellation));
        foreach (var id in expected.Keys.Union(found.Keys).Order(StringComparer.Ordinal))
        {
            findings.AddRange(Compare($"the window {id} of {account}", expected.GetValueOrDefault(id), found.GetValueOrDefault(id)));
        }

        findings.AddRange(await CompareTalliesAsync(account, cancellation));
        var (asked, book) = (await WalletBook.ReadAsync(fresh, account, cancellation), await WalletBook.ReadAsync(live, account, cancellation));
        findings.AddRange(book.Findings);
        if (asked.AskedForUsage != book.AskedForUsage)
        {
            findings.Add(new Finding(
                FindingCodes.PaymentDiffers,
                $"the wallet of {account}",
                $"By the log the wallet was asked for {asked.AskedForUsage} for usage; it paid and owes {book.AskedForUsage}."));
        }

        return expected.Count;
    }

    /// <summary>Where tallies differ. What is owed of them is not compared: that depends on when money came in.</summary>
    private async Task<IEnumerable<Finding>> CompareTalliesAsync(AccountId account, CancellationToken cancellation)
    {
        async Task<Dictionary<(string Period, string Metric), decimal>> ReadAsync(IDocumentStore store) =>
            (await store.ListAsync(PeriodTally.Of(account), descending: false, 0, int.MaxValue, cancellation))
                .SelectMany(document => (Unreadable.OrNull<PeriodTally>(document) ?? PeriodTally.Empty).Metrics.Select(metric => (document.Id, Metric: metric)))
                .ToDictionary(tally => (tally.Id, tally.Metric.Key), tally => tally.Metric.Value.Quantity);

        var (expected, found) = (await ReadAsync(fresh), await ReadAsync(live));
        return expected.Keys.Union(found.Keys).Order().Where(key => expected.GetValueOrDefault(key) != found.GetValueOrDefault(key)).Select(key => new Finding(
            FindingCodes.TallyDiffers,
            $"{key.Period} of {account}",
            $"By the log {expected.GetValueOrDefault(key)} of metric {key.Metric} were counted in the period; the ledger has {found.GetValueOrDefault(key)}."));
    }

    private static IEnumerable<Finding> Compare(string place, LedgerWindow? expected, LedgerWindow? found)
    {
        if (expected is null || found is null)
        {
            return [expected is null
                ? new Finding(FindingCodes.WindowUnexpected, place, "The log has no events for it.")
                : new Finding(FindingCodes.WindowMissing, place, $"The log has {expected.Window!.Events} events for it.")];
        }

        if (expected.LacksValues || found.LacksValues)
        {
            (expected, found) = (expected.WithoutValues(), found.WithoutValues());
        }

        return JsonDifference.Between(WithoutPayments(expected), WithoutPayments(found)).Select(difference =>
            new Finding(FindingCodes.WindowDiffers, place, "The window is not what the log folds to.")
            {
                Path = difference.Path,
                Expected = difference.Expected,
                Found = difference.Found,
            });
    }

    private static ReadOnlyMemory<byte> WithoutPayments(LedgerWindow window) => window.Window is not { } read ? window.Body : (read with
    {
        Dry = ReadOnlyDictionary<string, IReadOnlyList<DryRun>>.Empty,
        Folds = WindowFolds.Of([.. read.Folds.Select(fold => fold with
        {
            Aggregate = fold.Aggregate with { Paid = 0, Owed = fold.Aggregate.Paid + fold.Aggregate.Owed },
        })]),
    }).ToBody();
}
