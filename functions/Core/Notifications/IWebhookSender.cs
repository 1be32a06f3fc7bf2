namespace Tallystick.Core.Notifications;

/// <summary>Calls receivers of webhooks.</summary>
/// <remarks>
/// <para>Contract:</para>
/// <list type="bullet">
/// <item>The message is sent once, as an HTTP POST that is signed with every one of its secrets; redirects are not followed.</item>
/// <item>The same fact is sent as the same bytes, however often.</item>
/// <item>It answers with the receiver's status, or with why there was none. It never throws for what a receiver does or does not do.</item>
/// <item>It comes back within a bounded time, and reads a bounded part of the answer.</item>
/// <item>It connects to no address that the host does not allow, whatever a name resolves to at that moment.</item>
/// <item>A failure says nothing of whether the receiver has got the message.</item>
/// </list>
/// </remarks>
public interface IWebhookSender
{
    /// <summary>Sends a message.</summary>
    Task<WebhookAnswer> SendAsync(WebhookMessage message, CancellationToken cancellation);
}
