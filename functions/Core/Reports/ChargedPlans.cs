using Tallystick.Core.Books;
using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;

namespace Tallystick.Core.Reports;

/// <summary>Finds the plans that revenue was charged under.</summary>
internal sealed class ChargedPlans(IDocumentStore store)
{
    private readonly ParsedDocuments<AccountSubscriptions> subscriptions = new(store);
    private readonly ParsedDocuments<PlanVersion> versions = new(store);

    /// <summary>
    /// The plan of the subscription that has the price; of several, and for what has no price, the one that was in force in the time that was charged for. Null
    /// for what is of no subscription.
    /// </summary>
    /// <remarks>By the price first: what gives back an unused fee is for time in which the next plan is in force already.</remarks>
    internal async ValueTask<string?> OfAsync(Tenant tenant, BookEntry entry, BookLeg leg, CancellationToken cancellation)
    {
        if (!Id<Subscription>.TryParse(entry.SubscriptionId, out var id)
            || await subscriptions.ReadAsync(AccountId.Of(tenant, entry.CustomerId).ToString(), AccountSubscriptions.DocumentId, cancellation) is not { } all
            || all.Find(id) is not { } subscription)
        {
            return null;
        }

        var found = new HashSet<Id<Plan>>();
        foreach (var phase in subscription.AllPhases)
        {
            var version = await versions.ReadAsync(CatalogPartition.Of(tenant), phase.PlanVersionId.ToString(), cancellation);
            if (version is not null && version.Prices.Any(price => price.Id.ToString() == leg.PriceId))
            {
                found.Add(phase.PlanId);
            }
        }

        return (found.Count == 1 ? found.Single() : subscription.PhaseAt(leg.For ?? entry.At).PlanId).ToString();
    }
}
