using System.Collections.Concurrent;
using Tallystick.Core.Notifications;

namespace Tallystick.Tests.Http.Tests.Kit;

/// <summary>A receiver of webhooks that answers with a status, and remembers what it got.</summary>
internal sealed class Receiver : IWebhookSender
{
    public ConcurrentQueue<WebhookMessage> Got { get; } = new();

    public int Status { get; set; } = 200;

    public Task<WebhookAnswer> SendAsync(WebhookMessage message, CancellationToken cancellation)
    {
        Got.Enqueue(message);
        return Task.FromResult(new WebhookAnswer(Status));
    }
}
