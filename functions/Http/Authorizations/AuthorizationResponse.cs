using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Values;

namespace Tallystick.Http.Authorizations;

/// <summary>A link for one person.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Url">The link itself.</param>
/// <param name="Status">How it stands.</param>
/// <param name="Email">Whom it is for.</param>
/// <param name="PlanId">The plan that is offered.</param>
/// <param name="CustomerId">The customer that came of it; null before it is completed.</param>
/// <param name="SubscriptionId">The subscription that came of it; null before it is completed.</param>
/// <param name="ExpiresAt">Until when it can be accepted.</param>
/// <param name="CreatedAt">When it was made.</param>
internal sealed record AuthorizationResponse(
    Id<AuthorizationLink> Id,
    string Url,
    AuthorizationStatus Status,
    string Email,
    Id<Plan> PlanId,
    Id<Customer>? CustomerId,
    Id<Subscription>? SubscriptionId,
    Instant ExpiresAt,
    Instant CreatedAt)
{
    public string Object => "authorization";

    public static AuthorizationResponse Of(AuthorizationLink link, string origin, Instant now)
    {
        var done = link.CompletedAt is not null;
        return new(
            link.Id,
            $"{origin}/checkout/#/{link.Token}",
            link.StatusAt(now),
            link.Email,
            link.PlanId,
            done ? link.CustomerId : null,
            done ? link.SubscriptionId : null,
            link.ExpiresAt,
            link.CreatedAt);
    }
}
