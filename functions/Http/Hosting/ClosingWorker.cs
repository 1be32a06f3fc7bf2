using Microsoft.Extensions.Logging;
using Tallystick.Core.Billing;
using Tallystick.Core.Commands;
using Tallystick.Http.Errors;

namespace Tallystick.Http.Hosting;

/// <summary>Closes periods, one after the other.</summary>
internal sealed class ClosingWorker(ICommandQueue queue, Closing closing, TimeProvider time, OutageLog outages, ILogger<ClosingWorker> logger)
    : CommandWorker(DuePeriod.CommandKind, 1, queue, time, outages, logger)
{
    // Done or not possible yet: either way the command has served, and the next sweep sends what is still due.
    protected override Task RunAsync(Command command, CancellationToken cancellation) => closing.RunAsync(command, cancellation);

    protected override Task SetAsideAsync(Command command, CancellationToken cancellation) => closing.SetAsideAsync(command, cancellation);
}
