using Tallystick.Core.Billing;
using Tallystick.Core.Catalog;
using Tallystick.Core.Rating;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;
using Tallystick.Http.Binding;
using Tallystick.Http.Prices;

namespace Tallystick.Http.Simulations;

/// <summary>Finds what a simulation is asked to bill by.</summary>
internal sealed class SimulationHypothesis(Core.Catalog.Plans plans, Core.Catalog.Prices prices)
{
    private const int MaxPrices = 50;

    /// <summary>The hypothesis; refused where a plan or a price is unknown, or a price cannot have such a model.</summary>
    public async Task<Result<Hypothesis>> OfAsync(Tenant tenant, SimulationRequest request, CancellationToken cancellation)
    {
        var check = new Check();
        var (plan, version) = (check.OptionalId<Plan>("planId", request.PlanId), check.OptionalId<PlanVersion>("planVersionId", request.PlanVersionId));
        check.That(request.PlanId is null || request.PlanVersionId is null, "planVersionId", "Either a planId or a planVersionId is expected.");
        check.That(
            request.PlanId is not null || request.PlanVersionId is not null || request.Prices is { Count: > 0 }, "planId", "A plan or prices are expected.", "REQUIRED");
        var wanted = check.Items("prices", request.Prices, MaxPrices).Take(MaxPrices).Select((price, index) => Read(check.Within($"prices[{index}]"), price)).ToList();
        if (check.Refusal is { } refused)
        {
            return refused;
        }

        var models = new Dictionary<Id<Price>, PriceModel>();
        foreach (var (index, (id, model)) in wanted.Index())
        {
            if (!(await prices.GetAsync(tenant, id, cancellation, $"prices[{index}].priceId")).TryGet(out var price, out refused)
                || (refused = await prices.CheckAsync(tenant, price with { Model = model! }, $"prices[{index}].", cancellation)) is not null)
            {
                return refused;
            }

            if (!models.TryAdd(id, model!))
            {
                return Refusal.Invalid($"prices[{index}].priceId", "The price is named before.", "PRICE_TWICE");
            }
        }

        return (await VersionAsync(tenant, plan, version, cancellation)).Then(found => new Hypothesis(found, models));
    }

    private static (Id<Price> Id, PriceModel? Model) Read(Check check, SimulatedPriceRequest? price) =>
        (check.Id<Price>("priceId", price?.PriceId), PriceRequest.ModelFor(check, price?.Model, price?.Properties));

    private async Task<Result<PlanVersion?>> VersionAsync(Tenant tenant, Id<Plan>? plan, Id<PlanVersion>? version, CancellationToken cancellation) =>
        plan is { } named ? (await plans.GetAsync(tenant, named, cancellation, "planId")).Then<PlanVersion?>(found => found.Latest)
        : version is { } exact ? (await plans.GetVersionAsync(tenant, exact, cancellation)).Then<PlanVersion?>(found => found)
        : default(PlanVersion);
}
