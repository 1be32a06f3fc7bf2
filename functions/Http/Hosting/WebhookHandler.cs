using Microsoft.Extensions.Logging;
using Tallystick.Core.Commands;
using Tallystick.Core.Notifications;
using Tallystick.Http.Errors;
using Tallystick.Http.Telemetry;

namespace Tallystick.Http.Hosting;

/// <summary>Sends webhooks on commands.</summary>
public sealed class WebhookHandler(WebhookDeliverer webhooks, OutageLog outages, PipelineMetrics metrics, PipelineTraces traces, ILogger<WebhookHandler> logger)
    : CommandHandler(DueDelivery.CommandKind, outages, metrics, traces, logger)
{
    /// <inheritdoc/>
    protected override Task RunAsync(Command command, CancellationToken cancellation) => webhooks.RunAsync(command, cancellation);

    /// <inheritdoc/>
    protected override Task SetAsideAsync(Command command, string problem, CancellationToken cancellation) => webhooks.SetAsideAsync(command, cancellation);
}
