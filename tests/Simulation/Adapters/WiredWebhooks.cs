using Tallystick.Core.Notifications;

namespace Tallystick.Tests.Simulation.Adapters;

/// <summary>Receivers of webhooks at the other end of a wire.</summary>
/// <param name="wire">The wire.</param>
/// <param name="receive">Told of what receivers get.</param>
internal sealed class WiredWebhooks(Wire wire, Action<WebhookMessage> receive) : IWebhookSender
{
    /// <inheritdoc/>
    public Task<WebhookAnswer> SendAsync(WebhookMessage message, CancellationToken cancellation) =>
        wire.TellAsync($"tell {message.Url} {message.Fact.Id}", () => receive(message));
}
