using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Http.Errors;

namespace Tallystick.Http.Hosting;

/// <summary>Consumes the log: one loop a partition, from where its progress stands.</summary>
internal sealed partial class MeterWorker(IEventLog log, Metering metering, MeterProgress progress, TimeProvider time, OutageLog outages, ILogger<MeterWorker> logger)
    : BackgroundService
{
    // Some ten thousand events: what a batch needs of memory is dead before it is collected. With larger ones, a partition that had fallen behind
    // metered more slowly, and stayed behind.
    private const int BatchBytes = 2 * 1024 * 1024;

    // A busy partition is left alone for as long as its last batch took: an account's events of that time share one commit, so the more there is
    // to do, the less it costs. One that is not busy is metered at once, and so is what a full batch left over.
    private const int BusyRecords = 500;
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(200);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A partition that cannot go on takes the others with it: a host that runs on would take events and not count them.
        using var all = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        await Task.WhenAll(Enumerable.Range(0, log.PartitionCount).Select(partition => Task.Run(() => ConsumeOrStopAsync(partition, all), stoppingToken)));
    }

    private async Task ConsumeOrStopAsync(int partition, CancellationTokenSource all)
    {
        try
        {
            await ConsumeAsync(partition, all.Token);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            await all.CancelAsync();
            throw;
        }
    }

    private async Task ConsumeAsync(int partition, CancellationToken stopping)
    {
        long? next = null;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                next ??= await progress.NextAsync(log, partition, stopping);
                await log.WaitForAsync(partition, next.Value, stopping);
                var began = TimeProvider.System.GetTimestamp();
                var slice = await log.ReadAsync(partition, next.Value, BatchBytes, only: null, stopping);
                await metering.ConsumeAsync(partition, slice.Records, stopping);
                next = slice.Next;
                if (slice.Records.Count >= BusyRecords && slice.Records.Sum(record => record.Payload.Length) < BatchBytes)
                {
                    // By the machine's clock, whatever clock the product lives by.
                    var took = TimeProvider.System.GetElapsedTime(began);
                    await Task.Delay(took < ShortestPause ? ShortestPause : took > LongestPause ? LongestPause : took, TimeProvider.System, stopping);
                }
            }
            catch (StoreUnavailableException exception)
            {
                // Without end: an event that was accepted must be metered, however long the store is away.
                if (outages.IsNews(exception))
                {
                    LogRetry(partition, next, exception);
                }

                await Task.Delay(RetryAfter, time, stopping);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Metering of partition {Partition} waits at record {Sequence}: the store cannot answer.")]
    private partial void LogRetry(int partition, long? sequence, Exception exception);
}
