namespace Tallystick.DevHost.Demo.Year;

/// <summary>The plans of the demo's merchant.</summary>
public enum YearPlan
{
    /// <summary>Code execution, each use paid from the wallet at once; in USD.</summary>
    PayAsYouGo,

    /// <summary>Code execution for teams: a fee in advance, usage in arrears, a minimum commitment; in EUR, with tax in the prices.</summary>
    Team,

    /// <summary>Inference in graduated tiers, with credits every month; in USD.</summary>
    Inference,

    /// <summary>Inference for large customers: a price for each model; late usage by notes of its own; in USD.</summary>
    Scale,

    /// <summary>Storage, of which the most that was used counts, and transfer; drafts are reviewed; in EUR, with tax in the prices.</summary>
    Artifacts,
}
