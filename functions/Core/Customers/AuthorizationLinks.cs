using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Core.Customers;

/// <summary>Makes and accepts authorization links.</summary>
/// <remarks>A token leads to its link by way of partition <c>authorize</c>, under the token's SHA-256; the link itself is with the customers.</remarks>
public sealed class AuthorizationLinks(
    IDocumentStore store,
    IIdSource ids,
    ISecretSource secrets,
    Merchants merchants,
    Plans plans,
    CustomerRegister customers,
    SubscriptionStarter subscriptions) : ICustomerErased
{
    private const int ScanSize = 500;
    private const string TargetPartition = "authorize";
    private const int TokenLength = 43; // 256 bits.

    /// <summary>Makes a link. Refused: <c>PLAN_NOT_FOUND</c>.</summary>
    public async ValueTask<Result<AuthorizationLink>> CreateAsync(
        Tenant tenant, string email, string name, Id<Plan> planId, string? redirectUrl, Instant now, CancellationToken cancellation)
    {
        if (!(await plans.GetAsync(tenant, planId, cancellation, "planId")).TryGet(out _, out var refused))
        {
            return refused;
        }

        var customer = ids.Next<Customer>();
        var link = new AuthorizationLink
        {
            Id = ids.Next<AuthorizationLink>(),
            Token = Base62.Random(secrets, TokenLength),
            Email = email,
            Name = name,
            PlanId = planId,
            RedirectUrl = redirectUrl,
            CustomerId = customer,
            SubscriptionId = ChildIds.Next<Subscription>(ids, customer),
            CreatedAt = now,
        };
        var target = new AuthorizationTarget(tenant.ToString(), link.Id);
        await store.CommitAsync(TargetPartition, [DocumentWrite.Create(TargetId(link.Token), target.ToBody())], cancellation);
        await store.CommitAsync(CustomerPartition.Of(tenant), [DocumentWrite.Create(link.Id.ToString(), link.ToBody())], cancellation);
        return link;
    }

    /// <summary>A link by id.</summary>
    public async ValueTask<Result<AuthorizationLink>> GetAsync(Tenant tenant, Id<AuthorizationLink> id, CancellationToken cancellation) =>
        await store.ReadAsync<AuthorizationLink>(CustomerPartition.Of(tenant), id.ToString(), cancellation) is { } found
            ? found.Value
            : Refusal.NotFound("AUTHORIZATION", id.ToString());

    /// <summary>What a token opens. Refused: <c>AUTHORIZATION_NOT_FOUND</c>.</summary>
    public async ValueTask<Result<AuthorizationOffer>> OpenAsync(string token, Instant now, CancellationToken cancellation)
    {
        if (await store.ReadAsync<AuthorizationTarget>(TargetPartition, TargetId(token), cancellation) is not { Value: var target })
        {
            return NotFound();
        }

        var tenant = Tenant.Parse(target.Tenant);
        return (await GetAsync(tenant, target.LinkId, cancellation)).TryGet(out var link, out _)
            && (await merchants.GetAsync(tenant.Merchant, cancellation)).TryGet(out var merchant, out _)
            && (await plans.GetAsync(tenant, link.PlanId, cancellation)).TryGet(out var plan, out _)
            ? new AuthorizationOffer(tenant, merchant, link, plan.InForceAt(now))
            : NotFound();
    }

    /// <summary>
    /// Makes the customer and the subscription, once. Accepting again changes nothing. Refused: <c>AUTHORIZATION_NOT_FOUND</c>,
    /// <c>AUTHORIZATION_EXPIRED</c>, and what <see cref="SubscriptionStarter.StartAsync"/> refuses.
    /// </summary>
    public async ValueTask<Result<AuthorizationLink>> AcceptAsync(string token, Instant now, CancellationToken cancellation)
    {
        if (!(await OpenAsync(token, now, cancellation)).TryGet(out var offer, out var refused))
        {
            return refused;
        }

        var (tenant, link) = (offer.Tenant, offer.Link);
        if (link.StatusAt(now) == AuthorizationStatus.Completed)
        {
            return link;
        }

        if (link.StatusAt(now) == AuthorizationStatus.Expired)
        {
            return Refusal.Conflict("AUTHORIZATION_EXPIRED", "This link was not accepted in time.");
        }

        // The time of the first acceptance is kept before anything is made: a repetition starts the subscription at the same instant.
        link = await ChangeAsync(tenant, link.Id, old => old with { AcceptedAt = old.AcceptedAt ?? now }, cancellation);
        var at = link.AcceptedAt!.Value;
        if (!(await customers.AddAsync(tenant, link.CustomerAt(at), cancellation)).TryGet(out _, out refused)
            || !(await subscriptions.StartAsync(tenant, link.SubscriptionAt(at, offer.Version.Terms.Name), cancellation)).TryGet(out _, out refused))
        {
            return refused;
        }

        return await ChangeAsync(tenant, link.Id, old => old with { CompletedAt = old.CompletedAt ?? now }, cancellation);
    }

    /// <inheritdoc/>
    public async Task ErasedAsync(Tenant tenant, Customer customer, CancellationToken cancellation)
    {
        var range = DocumentRange.WithPrefix(CustomerPartition.Of(tenant), AuthorizationLink.IdPrefix + "_");
        IReadOnlyList<StoredDocument> some;
        for (var seen = 0; (some = await store.ListAsync(range, descending: false, seen, ScanSize, cancellation)).Count > 0; seen += some.Count)
        {
            foreach (var link in some.Select(document => document.As<AuthorizationLink>(range.Partition)).Where(link => link.CustomerId == customer.Id))
            {
                await ChangeAsync(tenant, link.Id, old => old with { Name = Customer.ErasedText, Email = Customer.ErasedText }, cancellation);
            }
        }
    }

    private static string TargetId(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private static Refusal NotFound() => new(RefusalKind.NotFound, "AUTHORIZATION_NOT_FOUND", "There is no such link.");

    private async ValueTask<AuthorizationLink> ChangeAsync(
        Tenant tenant, Id<AuthorizationLink> id, Func<AuthorizationLink, AuthorizationLink> change, CancellationToken cancellation)
    {
        while (true)
        {
            var read = await store.ReadAsync<AuthorizationLink>(CustomerPartition.Of(tenant), id.ToString(), cancellation)
                ?? throw new InvalidOperationException($"Link {id} is gone.");
            var changed = read with { Value = change(read.Value) };
            if (await store.CommitAsync(CustomerPartition.Of(tenant), [changed.ToWrite(id.ToString())], cancellation))
            {
                return changed.Value;
            }
        }
    }
}
