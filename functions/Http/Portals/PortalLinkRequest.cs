using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Portals;
using Tallystick.Core.Values;
using Tallystick.Http.Binding;

namespace Tallystick.Http.Portals;

/// <summary>A link to a customer's portal.</summary>
/// <param name="ExpiresIn">How long the link, and the session that it begins, may last together: an ISO 8601 duration from PT10M to P7D; PT1H unless given.</param>
/// <param name="PlanIds">Plans that the customer may change the subscription to, at most 20; none unless given.</param>
internal sealed record PortalLinkRequest(string? ExpiresIn, IReadOnlyList<string?>? PlanIds)
{
    /// <summary>How long.</summary>
    public Duration LifetimeFor(Check check)
    {
        var lifetime = check.OptionalDuration("expiresIn", ExpiresIn) ?? PortalSessions.DefaultLifetime;
        check.That(
            check.Refusal is not null || (lifetime >= PortalSessions.MinLifetime && lifetime <= PortalSessions.MaxLifetime),
            "expiresIn",
            "A duration from PT10M to P7D is expected.",
            "OUT_OF_RANGE");
        return lifetime;
    }

    /// <summary>What it opens.</summary>
    public PortalAccess AccessFor(Check check, Id<Subscription> subscription) => new(
        subscription,
        [.. check.Items("planIds", PlanIds, PortalSessions.MaxPlans).Select((plan, index) => check.Id<Plan>($"planIds[{index}]", plan)).Distinct()]);
}
