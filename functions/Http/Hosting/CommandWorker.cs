using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Commands;
using Tallystick.Core.Notifications;
using Tallystick.Core.Storage;
using Tallystick.Http.Errors;

namespace Tallystick.Http.Hosting;

/// <summary>Does the commands of the queue: one after the other, but for webhooks, which wait for receivers and are sent beside the rest.</summary>
internal sealed partial class CommandWorker(
    ICommandQueue queue, Closing closing, WebhookDeliverer webhooks, TimeProvider time, OutageLog outages, ILogger<CommandWorker> logger) : BackgroundService
{
    private const int MaxWebhooks = 16;
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(200);
    private static readonly Duration LongestBackOff = Duration.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var sending = new List<Task>();
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await NextAsync(sending, stoppingToken);
            }
        }
        finally
        {
            await Task.WhenAll(sending);
        }
    }

    private async Task NextAsync(List<Task> sending, CancellationToken stopping)
    {
        try
        {
            await MakeRoomAsync(sending);
            if (await queue.ReceiveAsync(stopping) is not { } leased)
            {
                await Task.Delay(Idle, time, stopping);
            }
            else if (leased.Command.Kind == DueDelivery.CommandKind)
            {
                sending.Add(RunAsync(leased, webhooks.RunAsync, webhooks.SetAsideAsync, stopping));
            }
            else if (leased.Command.Kind == DuePeriod.CommandKind)
            {
                // Done or not possible yet: either way this command has served, and the next sweep sends what is still due.
                await RunAsync(leased, closing.RunAsync, closing.SetAsideAsync, stopping);
            }
            else
            {
                await queue.DeadLetterAsync(leased, $"No worker knows the kind '{leased.Command.Kind}'.", stopping);
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

    private static async Task MakeRoomAsync(List<Task> sending)
    {
        if (sending.Count >= MaxWebhooks)
        {
            await Task.WhenAny(sending);
        }

        foreach (var done in sending.Where(task => task.IsCompleted).ToList())
        {
            sending.Remove(done);
            await done;
        }
    }

    private async Task RunAsync(
        LeasedCommand leased, Func<Command, CancellationToken, Task> run, Func<Command, CancellationToken, Task> setAside, CancellationToken stopping)
    {
        try
        {
            await run(leased.Command, stopping);
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
            await setAside(leased.Command, stopping);
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
