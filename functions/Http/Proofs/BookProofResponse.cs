using Tallystick.Core.Proofs;

namespace Tallystick.Http.Proofs;

/// <summary>What came of holding a merchant's books against invoices and wallets.</summary>
/// <param name="Status"><c>verified</c> where every fact has its entry, and no entry is without its fact; <c>failed</c> where anything was found.</param>
/// <param name="EntryCount">How many entries the books have.</param>
/// <param name="Findings">What is wrong.</param>
internal sealed record BookProofResponse(string Status, long EntryCount, IReadOnlyList<FindingResponse> Findings)
{
    public string Object => "bookProof";

    public static BookProofResponse Of(BookProof proof) =>
        new(proof.IsVerified ? "verified" : "failed", proof.Entries, [.. proof.Findings.Select(FindingResponse.Of)]);
}
