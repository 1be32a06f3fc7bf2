using Tallystick.Core.Notifications;
using Tallystick.Http.Webhooks;

namespace Tallystick.Http.Telemetry;

/// <summary>Sends webhooks over HTTP, and counts what receivers answer.</summary>
internal sealed class CountedWebhookSender(HttpWebhookSender sender, PipelineMetrics metrics) : IWebhookSender
{
    /// <inheritdoc/>
    public async Task<WebhookAnswer> SendAsync(WebhookMessage message, CancellationToken cancellation)
    {
        var answer = await sender.SendAsync(message, cancellation);
        metrics.Webhook(answer);
        return answer;
    }
}
