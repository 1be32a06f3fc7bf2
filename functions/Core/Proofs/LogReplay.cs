using Tallystick.Core.Storage;
using Tallystick.Core.Usage;

namespace Tallystick.Core.Proofs;

/// <summary>Reads the log for some accounts, from its first record to its last, the earlier logs first.</summary>
internal sealed class LogReplay(IEventLog log)
{
    private const int SliceBytes = 4 * 1024 * 1024;

    /// <summary>Gives every account its deliveries, and notes with it what is wrong with its part of the log.</summary>
    internal async Task RunAsync(IReadOnlyList<AccountReplay> accounts, LogMarks marks, CancellationToken cancellation)
    {
        var partitions = marks.Partitions.Union(Enumerable.Range(0, log.PartitionCount).Select(partition => (log.Number, partition))).Order();
        foreach (var (number, partition) in partitions)
        {
            IEventLog numbered;
            try
            {
                numbered = log.Numbered(number);
            }
            catch (StoreUnavailableException missing)
            {
                Note(accounts, new Finding(FindingCodes.LogMissing, $"log {number}", missing.Message));
                continue;
            }

            List<AccountReplay> here = [.. accounts.Where(account => numbered.PartitionOf(account.Account) == partition)];
            if (here.Count > 0)
            {
                await ReadAsync(numbered, partition, here, marks.Of(number, partition), cancellation);
            }
        }
    }

    private static async Task ReadAsync(
        IEventLog log, int partition, List<AccountReplay> accounts, long metered, CancellationToken cancellation)
    {
        var only = accounts.Count == 1 ? accounts[0].Account : null;
        var byAccount = accounts.ToDictionary(account => account.Account);
        var last = await log.LastSequenceAsync(partition, cancellation);
        if (last < metered)
        {
            Note(accounts, new Finding(
                FindingCodes.LogTruncated, PlaceOf(log, partition), $"It ends with record {last}; records up to {metered} were metered."));
        }

        var from = await log.FirstSequenceAsync(partition, cancellation);
        if (from > 0)
        {
            accounts.ForEach(account => account.Beginnings[(log.Number, partition)] = from);
        }

        try
        {
            while (from <= last)
            {
                var slice = await log.ReadAsync(partition, from, SliceBytes, only, cancellation);
                foreach (var record in slice.Records)
                {
                    if (byAccount.TryGetValue(record.Account, out var account))
                    {
                        foreach (var delivery in Delivery.Unpack(log.Number, record))
                        {
                            await account.AddAsync(delivery, cancellation);
                        }
                    }
                }

                if (slice.Next == from)
                {
                    throw new DamagedStoreException($"Record {from} is missing.");
                }

                from = slice.Next;
            }
        }
        catch (DamagedStoreException damage)
        {
            // What stands behind it cannot be told any more: every account of the partition is told so.
            Note(accounts, new Finding(FindingCodes.LogDamaged, PlaceOf(log, partition), damage.Message));
        }
    }

    private static void Note(IEnumerable<AccountReplay> accounts, Finding finding)
    {
        foreach (var account in accounts)
        {
            account.LogFindings.Add(finding);
        }
    }

    private static string PlaceOf(IEventLog log, int partition) => $"partition {partition} of log {log.Number}";
}
