namespace Tallystick.Core.Proofs;

/// <summary>What came of holding a merchant's books against invoices and wallets.</summary>
/// <param name="Entries">How many entries there are.</param>
/// <param name="Findings">What is wrong; empty where every fact has its entry, no entry is without its fact, and the totals of days are those of their entries.</param>
public sealed record BookProof(long Entries, IReadOnlyList<Finding> Findings)
{
    /// <summary>True where nothing is wrong.</summary>
    public bool IsVerified => Findings.Count == 0;
}
