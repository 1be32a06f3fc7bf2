using NodaTime;
using Tallystick.Core.Notifications;

namespace Tallystick.Http.Webhooks;

/// <summary>Rejected events in the body of a webhook: how many; <c>GET /v0/usage/outcomes?status=rejected</c> lists them.</summary>
internal sealed record WebhookRejected(Instant Hour, long Count, long Added)
{
    public string Object => "rejectedUsage";

    public static WebhookRejected Of(RejectedFigures rejected) => new(rejected.Hour, rejected.Count, rejected.Added);
}
