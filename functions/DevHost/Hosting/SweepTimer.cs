using NodaTime;
using Tallystick.Core.Storage;
using Tallystick.Core.Values;
using Tallystick.Http.Errors;

namespace Tallystick.DevHost.Hosting;

/// <summary>Has something done by the real clock again and again; what an outage made it miss is done at the next tick.</summary>
/// <param name="what">What is done, as a sentence's beginning in the operator's log.</param>
/// <param name="interval">From tick to tick.</param>
/// <param name="time">The clock.</param>
/// <param name="outages">Whether an outage is to be told of.</param>
/// <param name="logger">The operator's log.</param>
internal abstract partial class SweepTimer(string what, TimeSpan interval, TimeProvider time, OutageLog outages, ILogger logger) : BackgroundService
{
    /// <summary>What there is to do now.</summary>
    /// <exception cref="StoreUnavailableException">A store cannot answer now.</exception>
    protected abstract Task SweepAsync(Instant now, CancellationToken cancellation);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(interval, time);
        do
        {
            try
            {
                await SweepAsync(time.GetInstant(), stoppingToken);
            }
            catch (StoreUnavailableException exception)
            {
                if (outages.IsNews(exception))
                {
                    LogMissed(what, exception);
                }
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Warning, "{What} at the next tick: the store cannot answer.")]
    private partial void LogMissed(string what, Exception exception);
}
