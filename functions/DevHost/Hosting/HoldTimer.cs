using Tallystick.Core.Storage;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;
using Tallystick.Http.Errors;

namespace Tallystick.DevHost.Hosting;

/// <summary>Releases holds whose time has run out by the real clock. Those on test clocks are released when the clock is moved.</summary>
internal sealed partial class HoldTimer(HoldSweeper sweeper, HostSettings settings, TimeProvider time, OutageLog outages, ILogger<HoldTimer> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(settings.TimerInterval, time);
        do
        {
            try
            {
                await sweeper.SweepAllAsync(new WalletClock(time.GetInstant()), stoppingToken);
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

    [LoggerMessage(LogLevel.Warning, "Holds that have expired are released at the next tick: the store cannot answer.")]
    private partial void LogMissed(Exception exception);
}
