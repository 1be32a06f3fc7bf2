using Tallystick.Core.Billing;
using Tallystick.Core.Storage;
using Tallystick.Core.Values;
using Tallystick.Http.Errors;

namespace Tallystick.DevHost.Hosting;

/// <summary>Looks for periods that are due by the real clock, and has them closed by commands.</summary>
internal sealed partial class ClosingTimer(Closing closing, HostSettings settings, TimeProvider time, OutageLog outages, ILogger<ClosingTimer> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(settings.TimerInterval, time);
        do
        {
            try
            {
                await closing.SweepAsync(time.GetInstant(), stoppingToken);
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

    [LoggerMessage(LogLevel.Warning, "Periods that are due are looked for at the next tick: the store cannot answer.")]
    private partial void LogMissed(Exception exception);
}
