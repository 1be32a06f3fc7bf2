namespace Tallystick.Core.Proofs;

/// <summary>What came of folding the log into fresh documents.</summary>
/// <param name="Records">How many records of the log were folded.</param>
/// <param name="Accounts">How many accounts were compared.</param>
/// <param name="Windows">How many windows the log folds to.</param>
/// <param name="Findings">Where the live documents differ; empty where they are equal.</param>
public sealed record RebuildResult(long Records, long Accounts, long Windows, IReadOnlyList<Finding> Findings);
