namespace Tallystick.Core.Proofs;

/// <summary>What came of counting a tenant's invoices: by their documents, the list, the numbers and the files.</summary>
/// <param name="Issued">How many were issued, as their documents say.</param>
/// <param name="Findings">What is wrong; empty where every number has one invoice, every invoice is listed, and every issued one has its file.</param>
public sealed record RegisterProof(int Issued, IReadOnlyList<Finding> Findings)
{
    /// <summary>True where there are all invoices, and no others.</summary>
    public bool IsVerified => Findings.Count == 0;
}
