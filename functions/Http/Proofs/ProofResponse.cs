using Tallystick.Core.Billing;
using Tallystick.Core.Proofs;
using Tallystick.Core.Values;

namespace Tallystick.Http.Proofs;

/// <summary>What came of building an issued invoice again from the event log.</summary>
/// <param name="InvoiceId">The invoice.</param>
/// <param name="InvoiceNumber">Its number; null where its document cannot be read.</param>
/// <param name="Status"><c>verified</c> where everything agrees to the byte; <c>failed</c> where anything was found.</param>
/// <param name="Lines">Its lines.</param>
/// <param name="Findings">What is wrong.</param>
internal sealed record ProofResponse(
    Id<Invoice> InvoiceId, string? InvoiceNumber, string Status, IReadOnlyList<LineProofResponse> Lines, IReadOnlyList<FindingResponse> Findings)
{
    public string Object => "invoiceProof";

    public static ProofResponse Of(InvoiceProof proof) => new(
        proof.Invoice,
        proof.Number,
        proof.IsVerified ? "verified" : "failed",
        [.. proof.Lines.Select(LineProofResponse.Of)],
        [.. proof.Findings.Select(FindingResponse.Of)]);
}
