using Microsoft.Extensions.Logging;
using Tallystick.Core.Billing;
using Tallystick.Core.Commands;
using Tallystick.Http.Errors;
using Tallystick.Http.Telemetry;

namespace Tallystick.Http.Hosting;

/// <summary>Closes periods on commands.</summary>
public sealed class ClosingHandler(Closing closing, OutageLog outages, PipelineMetrics metrics, PipelineTraces traces, ILogger<ClosingHandler> logger)
    : CommandHandler(DuePeriod.CommandKind, outages, metrics, traces, logger)
{
    // Done or not possible yet: either way the command has served, and the next sweep sends what is still due.
    /// <inheritdoc/>
    protected override Task RunAsync(Command command, CancellationToken cancellation) => closing.RunAsync(command, cancellation);

    /// <inheritdoc/>
    protected override Task SetAsideAsync(Command command, string problem, CancellationToken cancellation) => closing.SetAsideAsync(command, problem, cancellation);
}
