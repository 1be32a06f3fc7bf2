using System.Text.Json;
using NodaTime;
using Tallystick.Core.Commands;
using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
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
    private static readonly TimeSpan ConsumersPoll = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan ConsumersPatience = TimeSpan.FromSeconds(30);

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

    /// <summary>Closes every period that is due by the real clock, and those that become due by it, and waits until all are.</summary>
    /// <returns>How many were closed.</returns>
    /// <exception cref="StoreUnavailableException">The consumers of the log are too far behind to close a period now.</exception>
    public async Task<int> CloseAllAsync(Instant now, CancellationToken cancellation)
    {
        var count = 0;
        foreach (var tenant in await Tenants.AllAsync(store, cancellation))
        {
            count += await CloseDueAsync(tenant, clock: null, now, cancellation);
        }

        return count;
    }

    /// <summary>Closes one period on a worker's command.</summary>
    /// <returns>False where it is not possible yet; the next sweep sends it again.</returns>
    public async Task<bool> RunAsync(Command command, CancellationToken cancellation)
    {
        // A period that was put aside, and whose command was sent again since, is due as it was before.
        var due = DueOf(command);
        await MoveAsync(due, BillingDocuments.Stopped(due), due.Entry, cancellation);
        return await closer.CloseAsync(due, cancellation);
    }

    /// <summary>Puts a period aside that cannot be closed, so that it stops alone. The entry stays to be seen, under another name.</summary>
    public Task SetAsideAsync(Command command, CancellationToken cancellation)
    {
        var due = DueOf(command);
        return MoveAsync(due, due.Entry, BillingDocuments.Stopped(due), cancellation);
    }

    /// <summary>The periods that were put aside.</summary>
    public async Task<IReadOnlyList<DuePeriod>> StoppedAsync(CancellationToken cancellation)
    {
        var stopped = new List<DuePeriod>();
        foreach (var tenant in await Tenants.AllAsync(store, cancellation))
        {
            stopped.AddRange(await store.ListAllAsync<DuePeriod>(BillingDocuments.StoppedOf(tenant), cancellation));
        }

        return stopped;
    }

    /// <inheritdoc/>
    public async Task AdvancedAsync(Tenant tenant, TestClock clock, CancellationToken cancellation)
    {
        await holds.SweepAsync(new WalletClock(clock.CurrentTime, clock.Id.ToString()), SweepSize, cancellation);
        await CloseDueAsync(tenant, clock.Id.ToString(), clock.CurrentTime, cancellation);
    }

    private static DuePeriod DueOf(Command command) => JsonSerializer.Deserialize<DuePeriod>(command.Body, DocumentJson.Options)!;

    private async Task MoveAsync(DuePeriod due, string from, string to, CancellationToken cancellation)
    {
        var partition = BillingDocuments.PartitionOf(due.Tenant);
        if (await store.ReadAsync(partition, from, cancellation) is { } entry)
        {
            await store.CommitAsync(partition, [DocumentWrite.Put(to, entry.Body), DocumentWrite.Delete(from, entry.ETag)], cancellation);
        }
    }

    private async Task<int> CloseDueAsync(Tenant tenant, string? clock, Instant now, CancellationToken cancellation)
    {
        var count = 0;
        IReadOnlyList<DuePeriod> due;
        do
        {
            due = await DueAsync(tenant, clock, now, cancellation);

            // One of each subscription: its next one waits for those in between, which may become due only by this one.
            foreach (var period in due.DistinctBy(period => period.Subscription))
            {
                await CloseAsync(period, cancellation);
                count++;
            }
        }
        while (due.Count > 0);
        return count;
    }

    private async Task CloseAsync(DuePeriod period, CancellationToken cancellation)
    {
        var start = time.GetTimestamp();
        while (!await closer.CloseAsync(period, cancellation))
        {
            if (time.GetElapsedTime(start) > ConsumersPatience)
            {
                throw new StoreUnavailableException("Metering is too far behind to close a period now.") { RetryAfter = ConsumersPatience };
            }

            await Task.Delay(ConsumersPoll, time, cancellation);
        }
    }

    private async Task<IReadOnlyList<DuePeriod>> DueAsync(Tenant tenant, string? clock, Instant now, CancellationToken cancellation)
    {
        var range = BillingDocuments.DueUntil(tenant, clock, now);
        var documents = await store.ListAsync(range, descending: false, 0, SweepSize, cancellation);
        return [.. documents.Select(document => DuePeriod.Of(document, range.Partition))];
    }
}
