using Tallystick.Core.Billing;
using Tallystick.Core.Values;

namespace Tallystick.Core.Proofs;

/// <summary>What came of building an issued invoice again from the log.</summary>
/// <param name="Invoice">The invoice.</param>
/// <param name="Number">Its number; null where its document does not tell.</param>
/// <param name="Lines">Its lines.</param>
/// <param name="Findings">What is wrong; empty where it is verified.</param>
public sealed record InvoiceProof(Id<Invoice> Invoice, string? Number, IReadOnlyList<LineProof> Lines, IReadOnlyList<Finding> Findings)
{
    /// <summary>True where everything agrees, to the byte.</summary>
    public bool IsVerified => Findings.Count == 0;
}
