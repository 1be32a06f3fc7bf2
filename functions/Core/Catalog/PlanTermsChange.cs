using Tallystick.Core.Values;

namespace Tallystick.Core.Catalog;

/// <summary>What a version says otherwise than the one before, apart from its prices. What is null stays as it is.</summary>
public sealed record PlanTermsChange
{
    /// <summary>See <see cref="PlanTerms.MinimumCommitment"/>; 0 for none.</summary>
    public decimal? MinimumCommitment { get; init; }

    /// <summary>See <see cref="PlanTerms.MaximumCharge"/>.</summary>
    public decimal? MaximumCharge { get; init; }

    /// <summary>See <see cref="PlanTerms.Discounts"/>.</summary>
    public IReadOnlyList<Discount>? Discounts { get; init; }

    /// <summary>See <see cref="PlanTerms.CreditAllocations"/>.</summary>
    public ValueList<CreditAllocation>? CreditAllocations { get; init; }

    /// <summary>See <see cref="PlanTerms.DefaultTaxRate"/>.</summary>
    public decimal? DefaultTaxRate { get; init; }

    /// <summary>See <see cref="PlanTerms.TrialDays"/>.</summary>
    public int? TrialDays { get; init; }

    /// <summary>Terms with this in them.</summary>
    public PlanTerms On(PlanTerms terms) => terms with
    {
        MinimumCommitment = MinimumCommitment ?? terms.MinimumCommitment,
        MaximumCharge = MaximumCharge ?? terms.MaximumCharge,
        Discounts = Discounts ?? terms.Discounts,
        CreditAllocations = CreditAllocations ?? terms.CreditAllocations,
        DefaultTaxRate = DefaultTaxRate ?? terms.DefaultTaxRate,
        TrialDays = TrialDays ?? terms.TrialDays,
    };
}
