using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Values;

namespace Tallystick.Core.Customers;

/// <summary>An offer to one person: whoever opens it and accepts becomes a customer with a subscription.</summary>
/// <remarks>The ids of both are given when the offer is made, so that accepting twice, or again after a crash, makes them once.</remarks>
public sealed record AuthorizationLink : IIdentified
{
    /// <summary>How long an offer stands.</summary>
    public static readonly Duration Lifetime = Duration.FromDays(7);

    /// <inheritdoc/>
    public static string IdPrefix => "ps";

    /// <summary>The link's id.</summary>
    public required Id<AuthorizationLink> Id { get; init; }

    /// <summary>What cannot be guessed, in the link's address.</summary>
    public required string Token { get; init; }

    /// <summary>Whom it was made for.</summary>
    public required string Email { get; init; }

    /// <summary>The name of the customer to be.</summary>
    public required string Name { get; init; }

    /// <summary>The plan that is offered.</summary>
    public required Id<Plan> PlanId { get; init; }

    /// <summary>Where the person goes on afterwards; null for nowhere.</summary>
    public string? RedirectUrl { get; init; }

    /// <summary>The customer to be.</summary>
    public required Id<Customer> CustomerId { get; init; }

    /// <summary>The subscription to be.</summary>
    public required Id<Subscription> SubscriptionId { get; init; }

    /// <summary>When it was made.</summary>
    public required Instant CreatedAt { get; init; }

    /// <summary>When it was accepted first; null before.</summary>
    public Instant? AcceptedAt { get; init; }

    /// <summary>When everything that accepting makes was there; null before.</summary>
    public Instant? CompletedAt { get; init; }

    /// <summary>The first instant at which it can no longer be accepted.</summary>
    public Instant ExpiresAt => CreatedAt + Lifetime;

    /// <summary>The customer who comes of it where it is accepted at a time.</summary>
    public Customer CustomerAt(Instant accepted) => new() { Id = CustomerId, Name = Name, Email = Email, CreatedAt = accepted };

    /// <summary>The subscription that comes of it where it is accepted at a time.</summary>
    /// <param name="accepted">When.</param>
    /// <param name="name">What it is called.</param>
    public NewSubscription SubscriptionAt(Instant accepted, string name) => new(CustomerId, PlanId, name, accepted) { Id = SubscriptionId };

    /// <summary>How it stands at a time.</summary>
    public AuthorizationStatus StatusAt(Instant now) =>
        CompletedAt is not null ? AuthorizationStatus.Completed
        : AcceptedAt is null && now >= ExpiresAt ? AuthorizationStatus.Expired
        : AuthorizationStatus.Pending;
}
