using Tallystick.Core.Notifications;

namespace Tallystick.Tests.Core.Tests.Notifications;

/// <summary>A receiver that answers as it is told, and remembers what it got.</summary>
internal sealed class ScriptedReceiver : IWebhookSender
{
    public List<WebhookMessage> Got { get; } = [];

    public Func<WebhookMessage, WebhookAnswer> Answer { get; set; } = _ => new WebhookAnswer(200);

    public Task<WebhookAnswer> SendAsync(WebhookMessage message, CancellationToken cancellation)
    {
        Got.Add(message);
        return Task.FromResult(Answer(message));
    }
}
