using Tallystick.Core.Notifications;
using Tallystick.Core.Storage;
using Tallystick.Core.Values;
using Tallystick.Http.Errors;

namespace Tallystick.DevHost.Hosting;

/// <summary>Looks for facts to tell and deliveries that are due by the real clock, and has them sent by commands.</summary>
internal sealed partial class WebhookTimer(WebhookSweeper sweeper, HostSettings settings, TimeProvider time, OutageLog outages, ILogger<WebhookTimer> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(settings.TimerInterval, time);
        do
        {
            try
            {
                await sweeper.SweepAsync(time.GetInstant(), stoppingToken);
            }
            catch (StoreUnavailableException exception)
            {
                if (outages.IsNews(exception))
                {
                    LogMissed(exception);
                }
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Warning, "Webhooks that are due are looked for at the next tick: the store cannot answer.")]
    private partial void LogMissed(Exception exception);
}
