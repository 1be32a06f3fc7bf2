using Microsoft.Azure.Functions.Worker;
using Tallystick.Core.Dunning;
using Tallystick.Core.Values;

namespace Tallystick.Triggers.Timers;

/// <summary>Takes the steps that are due with invoices that are not paid, every minute. Firing late or twice does no harm.</summary>
public sealed class DunInvoices(DunningSweeper sweeper, TimeProvider time)
{
    /// <summary>Looks at all that are due.</summary>
    [Function(nameof(DunInvoices))]
    public Task RunAsync([TimerTrigger("25 * * * * *")] TimerInfo timer, CancellationToken cancellation) => sweeper.SweepAsync(time.GetInstant(), cancellation);
}
