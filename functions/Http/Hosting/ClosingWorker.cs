using Microsoft.Extensions.Logging;
using Tallystick.Core.Commands;
using Tallystick.Http.Errors;

namespace Tallystick.Http.Hosting;

/// <summary>Closes periods, one after the other.</summary>
internal sealed class ClosingWorker(ClosingHandler handler, ICommandQueue queue, TimeProvider time, OutageLog outages, ILogger<ClosingWorker> logger)
    : CommandWorker(handler, 1, queue, time, outages, logger);
