using Tallystick.Core.Billing;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Tests.Simulation.Scenarios;

namespace Tallystick.Tests.Simulation.Oracle;

/// <summary>What the wallet paid for usage as it came is not asked for again: over all invoices it is taken off, but for fractions of a cent a line.</summary>
internal sealed class PrepaidAudit(Action<string, string> fail, IDocumentStore documents)
{
    private const decimal Cent = 0.01m;

    /// <summary>Looks at the sums of a subscriber whose usage is all invoiced.</summary>
    internal async Task CheckAsync(Subscriber subscriber, IReadOnlyList<Invoice> invoices)
    {
        var windows = await documents.ListAllAsync<UsageWindow>(DocumentRange.WithPrefix(subscriber.Account.ToString(), UsageWindow.IdPrefix), default);
        foreach (var metric in subscriber.Metrics)
        {
            var id = metric.Id.ToString();
            var paid = windows.Where(window => window.Folds.Has(id)).Sum(window => window.Folds.Of(id).Sum(fold => fold.Aggregate.Paid));
            var lines = invoices.SelectMany(invoice => invoice.Lines).Where(line => line.MetricId == id).ToList();
            var prepaid = lines.Sum(line => line.Prepaid);
            if (Math.Abs(prepaid - paid) > lines.Count * Cent)
            {
                fail("WHAT_THE_WALLET_PAID_IS_TAKEN_OFF", $"{subscriber.Account} {metric.Name}: {prepaid} in {lines.Count} lines, and the wallet paid {paid}");
            }
        }
    }
}
