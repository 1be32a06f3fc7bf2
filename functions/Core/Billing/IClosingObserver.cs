namespace Tallystick.Core.Billing;

/// <summary>
/// Told how the closing of periods goes on, for telemetry: after each commit, by whoever made it. What a process does not live to tell, or whose answer was lost, is
/// told by nobody.
/// </summary>
public interface IClosingObserver
{
    /// <summary>A commit took a period further, by several states perhaps, or issued some of its invoices and notes.</summary>
    /// <param name="before">The period before.</param>
    /// <param name="after">The period now.</param>
    /// <param name="issued">What was issued.</param>
    void Advanced(BillingPeriod before, BillingPeriod after, IReadOnlyList<Invoice> issued);
}
