using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tallystick.Core.Commands;
using Tallystick.Core.Storage;
using Tallystick.Http.Errors;

namespace Tallystick.Http.Hosting;

/// <summary>Does the commands of one kind. Each kind has a worker of its own, so that none waits behind another one's.</summary>
/// <param name="handler">Does them.</param>
/// <param name="atOnce">How many are done at once, at most; from 1.</param>
/// <param name="queue">Where they come from.</param>
/// <param name="time">The clock of waits.</param>
/// <param name="outages">Whether an outage is to be told of.</param>
/// <param name="logger">The operator's log.</param>
internal abstract partial class CommandWorker(
    CommandHandler handler, int atOnce, ICommandQueue queue, TimeProvider time, OutageLog outages, ILogger logger) : BackgroundService
{
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(200);

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
            if (await queue.ReceiveAsync(handler.Kind, stopping) is { } leased)
            {
                running.Add(handler.HandleAsync(leased.Command, leased.Attempt, new QueueAnswer(queue, leased), stopping));
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

    [LoggerMessage(LogLevel.Warning, "Commands wait: the queue cannot answer.")]
    private partial void LogQueueAway(Exception exception);
}
