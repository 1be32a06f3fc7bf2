using Tallystick.Core.Notifications;
using Tallystick.Http.Binding;

namespace Tallystick.Http.Webhooks;

/// <summary>What changes of a webhook endpoint; what is left out stays.</summary>
/// <param name="Url">The address that is called: public, and https.</param>
/// <param name="EventTypes">Of what it is told; all where it is empty.</param>
/// <param name="Description">What its owner says of it, at most 500 characters; empty for nothing.</param>
/// <param name="Status"><c>enabled</c> or <c>disabled</c>.</param>
internal sealed record WebhookEndpointChange(string? Url, IReadOnlyList<string?>? EventTypes, string? Description, string? Status)
{
    public Func<WebhookEndpoint, NodaTime.Instant, WebhookEndpoint> For(Check check, WebhookTargets targets)
    {
        var url = Url is null ? null : check.Take(targets.Check(Url));
        var types = EventTypes is null ? null : WebhookEndpointRequest.EventTypesFor(check, EventTypes);
        var description = check.OptionalText("description", Description, 500);
        var enabled = check.OneOf("status", Status, default(bool?), ("enabled", true), ("disabled", false));
        return (endpoint, now) =>
        {
            var changed = endpoint with
            {
                Url = url ?? endpoint.Url,
                EventTypes = types ?? endpoint.EventTypes,
                Description = description is null ? endpoint.Description : description.Length == 0 ? null : description,
            };
            return enabled switch
            {
                true => changed.Enable(),
                false => changed.Disable("Its owner disabled it.", now),
                _ => changed,
            };
        };
    }
}
