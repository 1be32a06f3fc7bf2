using NodaTime;
using Tallystick.Core.Rating;
using Tallystick.Core.Values;

namespace Tallystick.Core.Catalog;

/// <summary>What of a plan is otherwise for one subscription.</summary>
public sealed record PlanOverrides
{
    /// <summary>Prices that are otherwise: at most one for each of the plan's.</summary>
    public IReadOnlyList<PriceOverride> Prices { get; init; } = [];

    /// <summary>See <see cref="PlanTerms.MinimumCommitment"/>; null for the plan's.</summary>
    public decimal? MinimumCommitment { get; init; }

    /// <summary>See <see cref="PlanTerms.MaximumCharge"/>; null for the plan's.</summary>
    public decimal? MaximumCharge { get; init; }

    /// <summary>What is taken off in the place of what the plan takes off; null for that.</summary>
    public IReadOnlyList<Discount>? Discounts { get; init; }

    /// <summary>True where everything is as the plan has it.</summary>
    public bool IsEmpty => Prices.Count == 0 && (MinimumCommitment ?? MaximumCharge) is null && Discounts is null;

    /// <summary>
    /// The plan's version with this in it. A price that is otherwise is another price, under an id of its own. Refused: <c>PRICE_NOT_IN_PLAN</c>,
    /// <c>PRICE_TWICE</c>, what <see cref="PriceModelReader"/>, <see cref="PriceRules"/> and <see cref="PlanRules"/> refuse: fields are those of a request that
    /// has this as <c>overrides</c>.
    /// </summary>
    public Result<PlanVersion> On(PlanVersion version, IIdSource ids, Instant now)
    {
        var prices = version.Prices.ToArray();
        foreach (var (index, one) in Prices.Index())
        {
            var path = $"overrides.prices[{index}]";
            var at = Array.FindIndex(prices, one.IsFor);
            if (at < 0)
            {
                return Refusal.Invalid(path, "The plan has no such price.", "PRICE_NOT_IN_PLAN");
            }

            if (prices[at] != version.Prices[at])
            {
                return Refusal.Invalid(path, "This price is named before.", "PRICE_TWICE");
            }

            if (!Made(prices[at], one, path, ids, now).TryGet(out var made, out var refused))
            {
                return refused;
            }

            prices[at] = made;
        }

        var terms = version.Terms with
        {
            MinimumCommitment = MinimumCommitment ?? version.Terms.MinimumCommitment,
            MaximumCharge = MaximumCharge ?? version.Terms.MaximumCharge,
            Discounts = Discounts ?? version.Terms.Discounts,
        };
        return (PlanRules.Check(terms) ?? PlanRules.Check(terms, prices)) is { } broken
            ? broken.Within("overrides.")
            : version with { Terms = terms, Prices = prices };
    }

    private static Result<Price> Made(Price price, PriceOverride one, string path, IIdSource ids, Instant now)
    {
        if (one.Quantity is not null && price.MetricId is not null)
        {
            return Refusal.Invalid(path + ".quantity", "Of a metric the quantity is what was used: only a fee has one.", "UNSUPPORTED_QUANTITY");
        }

        var model = price.Model;
        if (one.Properties is { } properties && !PriceModelReader.Read(one.Model ?? model.Name, properties, path).TryGet(out model, out var refused))
        {
            return refused;
        }

        var made = price with
        {
            Id = ids.Next<Price>(),
            Model = model,
            Quantity = one.Quantity ?? price.Quantity,
            InvoiceDisplayName = one.InvoiceDisplayName ?? price.InvoiceDisplayName,
            CreatedAt = now,
        };
        return PriceRules.Check(made, path + ".") is { } broken ? broken : made;
    }
}
