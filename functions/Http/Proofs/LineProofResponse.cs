using Tallystick.Core.Billing;
using Tallystick.Core.Proofs;
using Tallystick.Http.Invoices;

namespace Tallystick.Http.Proofs;

/// <summary>The events behind a line: as the invoice claims, and as they were counted again from the log. Both null for a fee.</summary>
/// <param name="LineId">The line.</param>
/// <param name="DisplayName">What it is called.</param>
/// <param name="Claimed">What stands on the invoice.</param>
/// <param name="Recomputed">What the log says.</param>
internal sealed record LineProofResponse(int LineId, string DisplayName, InvoiceProofResponse? Claimed, InvoiceProofResponse? Recomputed)
{
    public static LineProofResponse Of(LineProof line) => new(line.LineId, line.DisplayName, Of(line.Claimed), Of(line.Recomputed));

    private static InvoiceProofResponse? Of(LineEvidence? evidence) =>
        evidence is null ? null : new InvoiceProofResponse(evidence.EventCount, evidence.Positions, evidence.Hash);
}
