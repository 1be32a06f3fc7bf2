using Tallystick.Core.Proofs;

namespace Tallystick.Http.Proofs;

/// <summary>What came of counting a merchant's invoices.</summary>
/// <param name="Status"><c>verified</c> where every number has one invoice, every invoice is listed and every issued one has its file; <c>failed</c> where anything was found.</param>
/// <param name="IssuedCount">How many were issued.</param>
/// <param name="Findings">What is wrong.</param>
internal sealed record RegisterProofResponse(string Status, int IssuedCount, IReadOnlyList<FindingResponse> Findings)
{
    public string Object => "registerProof";

    public static RegisterProofResponse Of(RegisterProof proof) =>
        new(proof.IsVerified ? "verified" : "failed", proof.Issued, [.. proof.Findings.Select(FindingResponse.Of)]);
}
