using System.Text.Json;
using NodaTime;
using Tallystick.Core.Commands;
using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;

namespace Tallystick.Core.Billing;

/// <summary>Finds the periods that are due, and has them closed: by commands for workers, or at once.</summary>
/// <param name="store">Where the entries are.</param>
/// <param name="commands">Where commands go.</param>
/// <param name="closer">Closes one period.</param>
/// <param name="holds">Releases holds.</param>
/// <param name="time">The clock of waits.</param>
public sealed class Closing(IDocumentStore store, ICommandQueue commands, PeriodCloser closer, HoldSweeper holds, TimeProvider time) : IClockAdvanced
{
    private const int SweepSize = 1000;
    private const int ChunkSize = 200;

    /// <summary>How many are closed side by side. Most of the time is spent waiting for commits, which the store makes together.</summary>
    private const int Lanes = 16;

    private static readonly TimeSpan ConsumersPoll = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan ConsumersPatience = TimeSpan.FromSeconds(30);

    private readonly StoppedPeriods stoppedPeriods = new(store);

    /// <summary>Sends a command for every period that is due by the real clock. Periods that are sent already are not sent twice.</summary>
    /// <returns>How many are due.</returns>
    public async Task<int> SweepAsync(Instant now, CancellationToken cancellation)
    {
        var count = 0;
        foreach (var tenant in await Tenants.AllAsync(store, cancellation))
        {
            foreach (var due in await DueAsync(tenant, clock: null, now, cancellation))
            {
                var command = new Command(
                    DuePeriod.CommandKind, $"{due.Subscription}", $"{due.Subscription}:{due.Index}", JsonSerializer.Serialize(due, DocumentJson.Options));
                await commands.SendAsync(command, cancellation);
                count++;
            }
        }

        return count;
    }

    /// <summary>Closes the periods that are due by the real clock, and those that become due by it, and waits until they are.</summary>
    /// <param name="now">The real time.</param>
    /// <param name="max">After how many it ends; each is closed to its end.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="StoreUnavailableException">The consumers of the log are too far behind to close a period now, or a store cannot answer.</exception>
    public async Task<ClosingRun> CloseAllAsync(Instant now, int max, CancellationToken cancellation)
    {
        var (closed, stopped, remaining) = (0, 0, 0L);
        foreach (var tenant in await Tenants.AllAsync(store, cancellation))
        {
            var run = await CloseDueAsync(tenant, clock: null, now, max - closed - stopped, cancellation);
            (closed, stopped) = (closed + run.Closed, stopped + run.Stopped);
            remaining += await store.CountAsync(BillingDocuments.DueUntil(tenant, clock: null, now), cancellation);
        }

        return new ClosingRun(closed, stopped, remaining);
    }

    /// <summary>Closes one period on a worker's command.</summary>
    /// <returns>False where it is not possible yet; the next sweep sends it again.</returns>
    public async Task<bool> RunAsync(Command command, CancellationToken cancellation)
    {
        // A period that was put aside, and whose command was sent again since, is due as it was before.
        var due = DueOf(command);
        await stoppedPeriods.ResumeAsync(due, cancellation);
        return await closer.CloseAsync(due, cancellation);
    }

    /// <summary>Puts a period aside that cannot be closed, so that it stops alone. The entry stays to be seen, under another name.</summary>
    /// <param name="command">What was to be done.</param>
    /// <param name="problem">Why it could not.</param>
    /// <param name="cancellation">Ends the work.</param>
    public Task SetAsideAsync(Command command, string problem, CancellationToken cancellation) =>
        stoppedPeriods.SetAsideAsync(DueOf(command), problem, time.GetInstant(), cancellation);

    /// <summary>
    /// Makes the periods that were put aside due again, once the cause is mended. Those of customers on test clocks, which nobody closes before the clock is
    /// moved, are closed at once; what cannot be closed is put aside again.
    /// </summary>
    /// <returns>How many were made due.</returns>
    public async Task<int> ResumeAsync(CancellationToken cancellation)
    {
        var stopped = await stoppedPeriods.AllAsync(cancellation);
        foreach (var due in stopped)
        {
            await stoppedPeriods.ResumeAsync(due, cancellation);
        }

        foreach (var (tenant, id) in stopped.Select(due => (due.Tenant, Clock: BillingDocuments.ClockOf(due))).Distinct())
        {
            if (id is not null && await store.ReadAsync<TestClock>(CustomerPartition.Of(tenant), id, cancellation) is { } clock)
            {
                await CloseDueAsync(tenant, id, clock.Value.CurrentTime, int.MaxValue, cancellation);
            }
        }

        return stopped.Count;
    }

    /// <inheritdoc/>
    public async Task AdvancedAsync(Tenant tenant, TestClock clock, CancellationToken cancellation)
    {
        await holds.SweepAsync(new WalletClock(clock.CurrentTime, clock.Id.ToString()), SweepSize, cancellation);
        await CloseDueAsync(tenant, clock.Id.ToString(), clock.CurrentTime, int.MaxValue, cancellation);
    }

    private static DuePeriod DueOf(Command command) => JsonSerializer.Deserialize<DuePeriod>(command.Body, DocumentJson.Options)!;

    private async Task<(int Closed, int Stopped)> CloseDueAsync(Tenant tenant, string? clock, Instant now, int max, CancellationToken cancellation)
    {
        var (closed, stopped) = (0, 0);
        var waiting = new HashSet<DuePeriod>();
        while (closed + stopped < max && Next(await DueAsync(tenant, clock, now, cancellation), waiting) is { Count: > 0 } due)
        {
            foreach (var some in due.Take(max - closed - stopped).Chunk(ChunkSize))
            {
                var (failed, early) = await CloseAsync(tenant, some, now, cancellation);
                (closed, stopped) = (closed + some.Length - failed - early.Count, stopped + failed);
                waiting.UnionWith(early);
            }
        }

        return (closed, stopped);
    }

    /// <summary>
    /// The first of each subscription: its next one waits for those in between, which may become due only by this one. What is due first need not be the first:
    /// another plan has another grace time. A subscription whose first one waits for one that is not due yet is left alone.
    /// </summary>
    private static List<DuePeriod> Next(IReadOnlyList<DuePeriod> due, HashSet<DuePeriod> waiting) =>
        [.. due.GroupBy(period => period.Subscription).Select(periods => periods.MinBy(period => period.Index)!).Where(period => !waiting.Contains(period))];

    /// <summary>Closes periods side by side; what can be done together is done in between. See <see cref="BulkIssuing"/>.</summary>
    /// <returns>How many could not be closed, and were put aside; and those that wait for one before them that is not due yet.</returns>
    private async Task<(int Failed, IReadOnlyList<DuePeriod> Early)> CloseAsync(Tenant tenant, DuePeriod[] due, Instant now, CancellationToken cancellation)
    {
        var (drafted, problems, early) = (new DraftedPeriod?[due.Length], new string?[due.Length], new bool[due.Length]);
        await EachAsync(async index => drafted[index] = await closer.DraftAsync(due[index], cancellation));
        await closer.IssueAsync(tenant, drafted.OfType<DraftedPeriod>(), cancellation);
        await EachAsync(async index => early[index] = !await CloseAsync(due[index], cancellation));
        return (problems.Count(problem => problem is not null), [.. due.Where((_, index) => early[index])]);

        // In lanes, not on threads of its own: where the stores answer at once, as in a simulation, the order is always the same.
        Task EachAsync(Func<int, Task> work) => Task.WhenAll(Enumerable.Range(0, Math.Min(Lanes, due.Length)).Select(async lane =>
        {
            for (var index = lane; index < due.Length; index += Lanes)
            {
                try
                {
                    await (problems[index] is null ? work(index) : Task.CompletedTask);
                }
                catch (Exception exception) when (exception is not (StoreUnavailableException or OperationCanceledException))
                {
                    problems[index] = exception.Message;
                    await stoppedPeriods.SetAsideAsync(due[index], exception.Message, now, cancellation);
                }
            }
        }));
    }

    /// <returns>False where it waits for one before it: whoever waited here for that might keep it from being closed.</returns>
    private async Task<bool> CloseAsync(DuePeriod period, CancellationToken cancellation)
    {
        var start = time.GetTimestamp();
        while (!await closer.CloseAsync(period, cancellation))
        {
            if (await closer.WaitsForEarlierAsync(period, cancellation))
            {
                return false;
            }

            if (time.GetElapsedTime(start) > ConsumersPatience)
            {
                throw new StoreUnavailableException("Metering is too far behind to close a period now.") { RetryAfter = ConsumersPatience };
            }

            await Task.Delay(ConsumersPoll, time, cancellation);
        }

        return true;
    }

    private async Task<IReadOnlyList<DuePeriod>> DueAsync(Tenant tenant, string? clock, Instant now, CancellationToken cancellation)
    {
        var range = BillingDocuments.DueUntil(tenant, clock, now);
        var documents = await store.ListAsync(range, descending: false, 0, SweepSize, cancellation);
        return [.. documents.Select(document => DuePeriod.Of(document, range.Partition))];
    }
}
