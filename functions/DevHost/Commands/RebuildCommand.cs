using System.CommandLine;
using System.Security.Cryptography;
using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Features;
using Tallystick.Core.Limits;
using Tallystick.Core.Proofs;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Tallystick.DevHost.Hosting;
using Tallystick.Local;

namespace Tallystick.DevHost.Commands;

/// <summary><c>tally rebuild</c>: exit code 0 where the log folds to what stands.</summary>
internal static class RebuildCommand
{
    private const int SliceBytes = 4 * 1024 * 1024;

    internal static Command Create()
    {
        var data = new DataOption(isMade: false);
        var command = new Command(
            "rebuild",
            "Fold the whole event log into fresh documents and compare them with the live ones, which stay as they are. "
            + "No server may run on the directory. Exit code 1 where anything differs.")
        {
            data,
        };
        command.SetAction((parsed, cancellation) =>
            RunAsync(Path.GetFullPath(parsed.GetRequiredValue(data)), parsed.InvocationConfiguration.Output, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string directory, TextWriter output, CancellationToken cancellation)
    {
        DataDirectory.Demand(directory);
        await using var live = DataDirectory.Open(directory, TimeProvider.System);
        await CatchUpAsync(live, cancellation);

        // Beside the data, where there is room for it; what a killed run has left behind is of no use.
        var temporary = Path.TrimEndingDirectorySeparator(directory) + ".rebuild";
        Delete(temporary);
        try
        {
            await using var fresh = DataDirectory.Open(temporary, TimeProvider.System);
            var definitions = new AccountTermsReader(live.Documents, new CustomerDirectory(live.Documents));
            var result = await new LedgerRebuild(live.Log, live.Documents, fresh.Documents, fresh.Claims, definitions).RunAsync(cancellation);
            foreach (var finding in result.Findings)
            {
                output.WriteLine(finding);
            }

            output.WriteLine($"{result.Records} records folded into {result.Windows} windows of {result.Accounts} accounts, {result.Findings.Count} differences");
            return result.Findings.Count == 0 ? 0 : 1;
        }
        finally
        {
            Delete(temporary);
        }
    }

    /// <summary>Meters what the server had not when it was stopped, as its next start would.</summary>
    private static async Task CatchUpAsync(LocalBackend live, CancellationToken cancellation)
    {
        var customers = new CustomerDirectory(live.Documents);
        var rejected = new RejectedEvents(live.Log, live.Documents, new EventFates(live.Log, live.Claims, live.Documents), customers, new RetentionSettings(), TimeProvider.System);
        var terms = new AccountTermsReader(live.Documents, customers);
        var meter = new Meter(live.Log, live.Claims, live.Documents, terms, rejected, WatchOver(live, customers, terms));
        var progress = new MeterProgress(live.Documents);
        for (var partition = 0; partition < live.Log.PartitionCount; partition++)
        {
            LogSlice slice;
            do
            {
                var from = await progress.ReadAsync(live.Log.Number, partition, cancellation) + 1;
                slice = await live.Log.ReadAsync(partition, from, SliceBytes, only: null, cancellation);
                await meter.ConsumeAsync(partition, slice.Records, cancellation);
            }
            while (slice.Records.Count > 0);
        }
    }

    private static CountedUsages WatchOver(LocalBackend live, CustomerDirectory customers, AccountTermsReader terms)
    {
        var (store, settings) = (live.Documents, new CatalogSettings(Duration.Zero));
        var clocks = new Clocks(TimeProvider.System, new TestClocks(store, new TimeOrderedIdSource(TimeProvider.System, RandomNumberGenerator.Fill)), settings);
        var usage = new UsageReader(store, new AccountEvents(live.Log, live.Claims, store), terms);
        var quotas = new QuotaReader(store, new Metrics(store, new Products(store)), usage);
        return new CountedUsages(
            new UsageWatch(store, TimeProvider.System, settings),
            new EntitlementBalances(store, customers, clocks, quotas, TimeProvider.System, settings));
    }

    private static void Delete(string directory)
    {
        if (Directory.Exists(directory))
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
