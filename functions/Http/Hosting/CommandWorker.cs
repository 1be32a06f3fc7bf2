using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using Tallystick.Core.Commands;
using Tallystick.Core.Storage;
using Tallystick.Http.Errors;

namespace Tallystick.Http.Hosting;

/// <summary>Does the commands of one kind. Each kind has a worker of its own, so that none waits behind another one's.</summary>
/// <param name="kind">Which commands.</param>
/// <param name="atOnce">How many are done at once, at most; from 1.</param>
/// <param name="queue">Where they come from.</param>
/// <param name="time">The clock of waits.</param>
/// <param name="outages">Whether an outage is to be told of.</param>
/// <param name="logger">The operator's log.</param>
internal abstract partial class CommandWorker(
    string kind, int atOnce, ICommandQueue queue, TimeProvider time, OutageLog outages, ILogger logger) : BackgroundService
{
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(200);
    private static readonly Duration LongestBackOff = Duration.FromSeconds(30);

    /// <summary>Does a command.</summary>
    /// <exception cref="StoreUnavailableException">It is to be done again, after a while.</exception>
    protected abstract Task RunAsync(Command command, CancellationToken cancellation);

    /// <summary>Sees to it that what a command could not do stops alone.</summary>
    protected abstract Task SetAsideAsync(Command command, CancellationToken cancellation);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var running = new List<Task>();
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await NextAsync(running, stoppingToken);
            }
        }
        finally
        {
            await Task.WhenAll(running);
        }
    }

    private async Task NextAsync(List<Task> running, CancellationToken stopping)
    {
        try
        {
            await MakeRoomAsync(running);
            if (await queue.ReceiveAsync(kind, stopping) is { } leased)
            {
                running.Add(DoAsync(leased, stopping));
            }
            else
            {
                await Task.Delay(Idle, time, stopping);
            }
        }
        catch (StoreUnavailableException exception)
        {
            if (outages.IsNews(exception))
            {
                LogQueueAway(exception);
            }

            await Task.Delay(Idle, time, stopping);
        }
    }

    private async Task MakeRoomAsync(List<Task> running)
    {
        if (running.Count >= atOnce)
        {
            await Task.WhenAny(running);
        }

        foreach (var done in running.Where(task => task.IsCompleted).ToList())
        {
            running.Remove(done);
            await done;
        }
    }

    private async Task DoAsync(LeasedCommand leased, CancellationToken stopping)
    {
        try
        {
            await RunAsync(leased.Command, stopping);
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
            await SetAsideAsync(leased.Command, stopping);
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
