using Tallystick.Core.Billing;
using Tallystick.Core.Notifications;
using Tallystick.Core.Storage;
using Tallystick.Core.Values;
using Tallystick.Http.Errors;

namespace Tallystick.DevHost.Hosting;

/// <summary>Has old claims, old records of the log and old webhooks forgotten, by the real clock.</summary>
internal sealed partial class RetentionTimer(
    Retention retention, WebhookRetention webhooks, HostSettings settings, TimeProvider time, OutageLog outages, ILogger<RetentionTimer> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(settings.RetentionInterval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await retention.RunAsync(time.GetInstant(), stoppingToken);
                await webhooks.RunAsync(time.GetInstant(), stoppingToken);
            }
            catch (StoreUnavailableException exception)
            {
                if (outages.IsNews(exception))
                {
                    LogMissed(exception);
                }
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "What is old is forgotten at the next tick: the store cannot answer.")]
    private partial void LogMissed(Exception exception);
}
