using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Commands;
using Tallystick.Core.Storage;
using Tallystick.Http.Errors;

namespace Tallystick.Http.Hosting;

/// <summary>Does the commands of the queue, one after the other.</summary>
internal sealed partial class CommandWorker(ICommandQueue queue, Closing closing, TimeProvider time, OutageLog outages, ILogger<CommandWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(200);
    private static readonly Duration LongestBackOff = Duration.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await queue.ReceiveAsync(stoppingToken) is { } leased)
                {
                    await RunAsync(leased, stoppingToken);
                }
                else
                {
                    await Task.Delay(Idle, time, stoppingToken);
                }
            }
            catch (StoreUnavailableException exception)
            {
                if (outages.IsNews(exception))
                {
                    LogQueueAway(exception);
                }

                await Task.Delay(Idle, time, stoppingToken);
            }
        }
    }

    private async Task RunAsync(LeasedCommand leased, CancellationToken stopping)
    {
        try
        {
            if (leased.Command.Kind != DuePeriod.CommandKind)
            {
                await queue.DeadLetterAsync(leased, $"No worker knows the kind '{leased.Command.Kind}'.", stopping);
                return;
            }

            // Done or not possible yet: either way this command has served, and the next sweep sends what is still due.
            await closing.RunAsync(leased.Command, stopping);
            await queue.CompleteAsync(leased, stopping);
        }
        catch (StoreUnavailableException exception)
        {
            if (outages.IsNews(exception))
            {
                LogRetry(leased.Command.Id, leased.Attempt, exception);
            }

            await queue.AbandonAsync(leased, BackOff(leased.Attempt), stopping);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogStopped(leased.Command.Id, exception);
            await closing.SetAsideAsync(leased.Command, stopping);
            await queue.DeadLetterAsync(leased, exception.Message, stopping);
        }
    }

    private static Duration BackOff(int attempt) => Duration.Min(Duration.FromSeconds(1 << Math.Min(attempt, 10)), LongestBackOff);

    [LoggerMessage(LogLevel.Warning, "Commands wait: the queue cannot answer.")]
    private partial void LogQueueAway(Exception exception);

    [LoggerMessage(LogLevel.Warning, "Command {Id} waits after attempt {Attempt}: the store cannot answer.")]
    private partial void LogRetry(string id, int attempt, Exception exception);

    [LoggerMessage(LogLevel.Error, "Command {Id} cannot be done and is put aside.")]
    private partial void LogStopped(string id, Exception exception);
}
