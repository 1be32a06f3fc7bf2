using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Sessions;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Core.Portals;

/// <summary>Lets customers in to the portal by links that merchants make, and out again.</summary>
/// <remarks>
/// A link begins one session, which lasts as long as the link would have. Both end when they are revoked, with the API key that made the link, within
/// <see cref="ApiKeyDirectory.Staleness"/>, and when the customer is erased. Partition <c>{tenant}/portals</c> has a document for each customer.
/// </remarks>
public sealed class PortalSessions(
    IDocumentStore store, ApiKeyDirectory keys, ISecretSource secrets, CustomerRegister customers, SubscriptionService subscriptions, Plans plans) : ICustomerErased
{
    /// <summary>The shortest time that a link is made for.</summary>
    public static readonly Duration MinLifetime = Duration.FromMinutes(10);

    /// <summary>The longest time that a link is made for.</summary>
    public static readonly Duration MaxLifetime = Duration.FromDays(7);

    /// <summary>How long a link is made for unless it is said.</summary>
    public static readonly Duration DefaultLifetime = Duration.FromHours(1);

    /// <summary>The most plans that a link offers.</summary>
    public const int MaxPlans = 20;

    private readonly SessionDocuments documents = new(store);

    /// <summary>
    /// Makes a link to a subscription's portal. Refused: <c>SUBSCRIPTION_NOT_FOUND</c>, <c>CUSTOMER_ERASED</c>; and, with the field of the plan at fault,
    /// <c>PLAN_NOT_FOUND</c>, <c>CURRENCY_MISMATCH</c>.
    /// </summary>
    /// <param name="key">The key that makes it: the link and its session end with it.</param>
    /// <param name="access">What it opens.</param>
    /// <param name="lifetime">How long, from <see cref="MinLifetime"/> to <see cref="MaxLifetime"/>.</param>
    /// <param name="now">The real time.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async ValueTask<Result<IssuedPortal>> LinkAsync(
        ApiKey key, PortalAccess access, Duration lifetime, Instant now, CancellationToken cancellation)
    {
        var tenant = Tenant.Parse(key.Tenant);
        if (!(await subscriptions.GetAsync(tenant, access.SubscriptionId, cancellation)).TryGet(out var subscription, out var refused)
            || !(await customers.GetAsync(tenant, subscription.CustomerId, cancellation)).TryGet(out var customer, out refused))
        {
            return refused;
        }

        if (customer.RefuseErased("id") is { } erased)
        {
            return erased;
        }

        foreach (var (index, planId) in access.PlanIds.Index())
        {
            var field = $"planIds[{index}]";
            if (!(await plans.GetAsync(tenant, planId, cancellation, field)).TryGet(out var plan, out refused))
            {
                return refused;
            }

            if (plan.Latest.Terms.Currency != subscription.Currency)
            {
                return Refusal.Invalid(field, $"The subscription is billed in {subscription.Currency}, the plan in {plan.Latest.Terms.Currency}.", "CURRENCY_MISMATCH");
            }
        }

        var token = new PortalToken(access.SubscriptionId, BrowserToken.Create(key.Id, secrets));
        var link = new KeptToken(token.Browser.Hash(), now, now + lifetime) { Portal = access };
        await ChangeAsync(tenant, customer.Id, standing => standing.WithLink(link), cancellation);
        return new IssuedPortal(token, link.ExpiresAt);
    }

    /// <summary>Begins a session with a link, which is used up. Refused: <c>SIGN_IN_LINK_USED</c>, also where the link was revoked.</summary>
    public async ValueTask<Result<IssuedPortal>> RedeemAsync(string? link, Instant now, CancellationToken cancellation)
    {
        if (!PortalToken.TryParse(link, out var used) || await PlaceAsync(used, cancellation) is not var (tenant, customer))
        {
            return KeptSessions.LinkUsed;
        }

        var token = used with { Browser = BrowserToken.Create(used.Browser.Key, secrets) };
        var changed = await ChangeAsync(
            tenant,
            customer.Id,
            standing => standing.Redeem(used.Browser.Hash(), kept => kept with { Hash = token.Browser.Hash(), CreatedAt = now }, now),
            cancellation);
        return changed.Then(open => new IssuedPortal(token, open.Find(token.Browser.Hash(), now)!.ExpiresAt));
    }

    /// <summary>Who holds a token; null where its session is over.</summary>
    public async ValueTask<OpenPortal?> FindAsync(string? token, Instant now, CancellationToken cancellation) =>
        PortalToken.TryParse(token, out var presented)
        && await PlaceAsync(presented, cancellation) is var (tenant, customer)
        && (await documents.ReadAsync(PartitionOf(tenant), customer.Id.ToString(), cancellation)).Value.Find(presented.Browser.Hash(), now) is { Portal: { } access } session
            ? new OpenPortal(tenant, customer, access, session.ExpiresAt)
            : null;

    /// <summary>Ends a session; one that is over already stays so.</summary>
    public async ValueTask SignOutAsync(string? token, Instant now, CancellationToken cancellation)
    {
        if (await FindAsync(token, now, cancellation) is { } open && PortalToken.TryParse(token, out var presented))
        {
            await ChangeAsync(open.Tenant, open.Customer.Id, standing => standing.WithoutSession(presented.Browser.Hash(), now), cancellation);
        }
    }

    /// <summary>Ends all links and sessions of a subscription's portal. Refused: <c>SUBSCRIPTION_NOT_FOUND</c>.</summary>
    public async ValueTask<Result<Subscription>> RevokeAsync(Tenant tenant, Id<Subscription> id, Instant now, CancellationToken cancellation)
    {
        if (!(await subscriptions.GetAsync(tenant, id, cancellation)).TryGet(out var subscription, out var refused))
        {
            return refused;
        }

        await ChangeAsync(tenant, subscription.CustomerId, standing => standing.Without(token => token.Portal?.SubscriptionId == id, now), cancellation);
        return subscription;
    }

    /// <inheritdoc/>
    public async Task ErasedAsync(Tenant tenant, Customer customer, CancellationToken cancellation) =>
        await documents.DeleteAsync(PartitionOf(tenant), customer.Id.ToString(), cancellation);

    private static string PartitionOf(Tenant tenant) => $"{tenant}/portals";

    /// <summary>Whose a token is, were it one; null where nobody's can be: the key is revoked, or the customer erased.</summary>
    private async ValueTask<(Tenant Tenant, Customer Customer)?> PlaceAsync(PortalToken token, CancellationToken cancellation)
    {
        if (ChildIds.CustomerOf(token.Subscription) is not { } customerId || await keys.FindAsync(token.Browser.Key, cancellation) is not { } key)
        {
            return null;
        }

        var tenant = Tenant.Parse(key.Tenant);
        return (await customers.GetAsync(tenant, customerId, cancellation)).TryGet(out var customer, out _) && customer.ErasedAt is null ? (tenant, customer) : null;
    }

    private ValueTask<Result<KeptSessions>> ChangeAsync(
        Tenant tenant, Id<Customer> customer, Func<KeptSessions, Result<KeptSessions>> change, CancellationToken cancellation) =>
        documents.ChangeAsync(PartitionOf(tenant), customer.ToString(), change, cancellation);
}
