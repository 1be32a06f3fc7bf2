using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tallystick.Http.Health;

namespace Tallystick.Http.Hosting;

/// <summary>Opens the connections that the first request would wait for, beside the start of the host; and says which cannot be opened.</summary>
internal sealed partial class WarmUp(Readiness readiness, ILogger<WarmUp> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var failure in await readiness.CheckAsync(stoppingToken))
        {
            LogUnready(failure.Port, failure.Reason);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The {Port} cannot answer as the host starts: {Reason}")]
    private partial void LogUnready(string port, string reason);
}
