using Microsoft.Extensions.Logging;
using Tallystick.Core.Commands;
using Tallystick.Core.Notifications;
using Tallystick.Http.Errors;

namespace Tallystick.Http.Hosting;

/// <summary>Sends webhooks, many at once, because they wait for receivers.</summary>
internal sealed class WebhookWorker(WebhookHandler handler, ICommandQueue queue, TimeProvider time, OutageLog outages, ILogger<WebhookWorker> logger)
    : CommandWorker(handler, AtOnce, queue, time, outages, logger)
{
    // An endpoint is called once at a time: a tenant whose endpoints are all dead has a quarter of the calls, and no more.
    private const int AtOnce = 4 * WebhookEndpoints.MaxEndpoints;
}
