using NodaTime;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Core.Catalog;

/// <summary>A tenant's plans and their versions.</summary>
public sealed class Plans(IDocumentStore store, IIdSource ids, Products products, Prices prices, CatalogSettings settings)
{
    /// <summary>Makes a plan with its first version, and the prices that do not exist yet, in one commit.</summary>
    public async ValueTask<Result<Plan>> CreateAsync(
        Tenant tenant, PlanTerms terms, IReadOnlyList<PriceChoice> choices, Instant now, CancellationToken cancellation)
    {
        if (PlanRules.Check(terms) is { } broken)
        {
            return broken;
        }

        if (!(await products.GetAsync(tenant, terms.ProductId, cancellation, "productId")).TryGet(out _, out var refused)
            || !(await FindAsync(tenant, choices, cancellation)).TryGet(out var found, out refused))
        {
            return refused;
        }

        if (PlanRules.Check(terms, found) is { } clash)
        {
            return clash;
        }

        var id = ids.Next<Plan>();
        var plan = new Plan(id, PlanRevision.Version(id, 1, terms, found, now, now + settings.CacheTime), now);
        var writes = NewPrices(choices)
            .Append(DocumentWrite.Create(plan.Latest.Id.ToString(), plan.Latest.ToBody()))
            .Append(DocumentWrite.Create(id.ToString(), plan.ToBody()));
        await store.CommitAsync(CatalogPartition.Of(tenant), [.. writes], cancellation);
        return plan;
    }

    /// <summary>Makes the plan's next version. Subscriptions keep the one that they have.</summary>
    public async ValueTask<Result<PlanVersion>> ReviseAsync(
        Tenant tenant, Id<Plan> id, PlanChange change, Instant now, CancellationToken cancellation)
    {
        PriceChoice[] choices = [.. change.Replace.Select(replace => replace.New), .. change.Add];
        if (!(await FindAsync(tenant, choices, cancellation)).TryGet(out var found, out var refused))
        {
            return refused;
        }

        while (true)
        {
            if (await store.ReadAsync<Plan>(CatalogPartition.Of(tenant), id.ToString(), cancellation) is not { } read)
            {
                return Refusal.NotFound("PLAN", id.ToString());
            }

            if (!PlanRevision.Apply(read.Value, change, found, now, now + settings.CacheTime).TryGet(out var revised, out refused))
            {
                return refused;
            }

            var writes = NewPrices(choices)
                .Append(DocumentWrite.Create(revised.Latest.Id.ToString(), revised.Latest.ToBody()))
                .Append(DocumentWrite.Replace(id.ToString(), revised.ToBody(), read.ETag!));
            if (await store.CommitAsync(CatalogPartition.Of(tenant), [.. writes], cancellation))
            {
                return revised.Latest;
            }
        }
    }

    /// <summary>A plan by id.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="id">Its id.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <param name="field">The field that named it, where a body did.</param>
    public async ValueTask<Result<Plan>> GetAsync(Tenant tenant, Id<Plan> id, CancellationToken cancellation, string? field = null) =>
        await store.ReadAsync<Plan>(CatalogPartition.Of(tenant), id.ToString(), cancellation) is { } found
            ? found.Value
            : Refusal.NotFound("PLAN", id.ToString(), field);

    /// <summary>A version by id.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="id">Its id.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <param name="field">The field that named it, where a body did.</param>
    public async ValueTask<Result<PlanVersion>> GetVersionAsync(Tenant tenant, Id<PlanVersion> id, CancellationToken cancellation, string? field = null) =>
        await store.ReadAsync<PlanVersion>(CatalogPartition.Of(tenant), id.ToString(), cancellation) is { } found
            ? found.Value
            : Refusal.NotFound("PLAN_VERSION", id.ToString(), field);

    /// <summary>The plans, newest first.</summary>
    public ValueTask<Page<Plan>> PageAsync(Tenant tenant, PageRequest page, CancellationToken cancellation) =>
        store.PageAsync<Plan>(DocumentRange.WithPrefix(CatalogPartition.Of(tenant), Plan.IdPrefix + "_"), page, cancellation);

    /// <summary>A plan's versions, newest first.</summary>
    public ValueTask<Page<PlanVersion>> PageVersionsAsync(Tenant tenant, Id<Plan> id, PageRequest page, CancellationToken cancellation) =>
        store.PageAsync<PlanVersion>(
            DocumentRange.WithPrefix(CatalogPartition.Of(tenant), $"{PlanVersion.IdPrefix}_{id.Suffix}"), page, cancellation);

    private static IEnumerable<DocumentWrite> NewPrices(IEnumerable<PriceChoice> choices) =>
        choices.Select(choice => choice.New).OfType<Price>().Select(price => DocumentWrite.Create(price.Id.ToString(), price.ToBody()));

    private async ValueTask<Result<IReadOnlyList<Price>>> FindAsync(
        Tenant tenant, IReadOnlyList<PriceChoice> choices, CancellationToken cancellation)
    {
        var found = new List<Price>();
        foreach (var choice in choices)
        {
            if (choice.New is { } made && await prices.CheckAsync(tenant, made, choice.Path + ".", cancellation) is { } broken)
            {
                return broken;
            }

            Result<Price> price = choice.New ?? await prices.GetAsync(tenant, choice.Existing, cancellation, choice.Path);
            if (!price.TryGet(out var one, out var refused))
            {
                return refused;
            }

            found.Add(one);
        }

        return found;
    }
}
