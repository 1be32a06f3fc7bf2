using Tallystick.Core.Storage;

namespace Tallystick.Core.Billing;

/// <summary>What one commit does on the way of a period to its invoice.</summary>
/// <param name="Next">The period afterwards.</param>
/// <param name="Writes">What is written together with it.</param>
/// <param name="Issued">The invoices that this issues.</param>
internal sealed record ClosingStep(BillingPeriod Next, IReadOnlyList<DocumentWrite> Writes, IReadOnlyList<Invoice> Issued)
{
    internal static ClosingStep To(BillingPeriod next) => new(next, [], []);
}
