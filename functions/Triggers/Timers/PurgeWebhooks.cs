using Microsoft.Azure.Functions.Worker;
using Tallystick.Core.Notifications;
using Tallystick.Core.Values;

namespace Tallystick.Triggers.Timers;

/// <summary>Purges webhooks that have been kept for their time, every hour. Firing late or twice does no harm.</summary>
public sealed class PurgeWebhooks(WebhookRetention retention, TimeProvider time)
{
    /// <summary>Purges a bounded part.</summary>
    [Function(nameof(PurgeWebhooks))]
    public Task RunAsync([TimerTrigger("45 37 * * * *")] TimerInfo timer, CancellationToken cancellation) =>
        retention.RunAsync(time.GetInstant(), cancellation);
}
