using NodaTime;
using Tallystick.Core.Billing;

namespace Tallystick.Http.Telemetry;

/// <summary>Counts how far periods come, and traces the invoices that are issued for them.</summary>
internal sealed class ClosingTelemetry(PipelineMetrics metrics, PipelineTraces traces) : IClosingObserver
{
    // The states of a closing and when a period came to them: one commit may pass several.
    private static readonly (PeriodState State, Func<BillingPeriod, Instant?> At)[] Steps =
    [
        (PeriodState.Closing, period => period.ClosingAt),
        (PeriodState.Sealed, period => period.SealedAt),
        (PeriodState.Drafted, period => period.DraftedAt),
        (PeriodState.Issued, period => period.IssuedAt),
    ];

    /// <inheritdoc/>
    public void Advanced(BillingPeriod before, BillingPeriod after, IReadOnlyList<Invoice> issued)
    {
        foreach (var (state, _) in Steps.Where(step => step.At(before) is null && step.At(after) is not null))
        {
            metrics.Reached(state);
        }

        if (after.State == PeriodState.Closed && after.IssuedAt is null)
        {
            metrics.Reached(PeriodState.Closed);
        }

        foreach (var invoice in issued)
        {
            traces.Issued(after, invoice);
        }
    }
}
