using Tallystick.Core.Billing;

namespace Tallystick.Core.Proofs;

/// <summary>The events behind a line: as the invoice claims, and as they were counted again.</summary>
/// <param name="LineId">The line.</param>
/// <param name="DisplayName">What it is called.</param>
/// <param name="Claimed">What stands on the invoice; null for a fee, and for a line that it should have and has not.</param>
/// <param name="Recomputed">What the log says; null for a fee, and for a line that it should not have.</param>
public sealed record LineProof(int LineId, string DisplayName, LineEvidence? Claimed, LineEvidence? Recomputed);
