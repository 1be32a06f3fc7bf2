using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Catalog;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Core.Wallets;
using Tallystick.Tests.Simulation.Nodes;
using Tallystick.Tests.Simulation.Scenarios;

namespace Tallystick.Tests.Simulation.Oracle;

/// <summary>Invoices bill every counted event once: in its period's invoice, or as late on a later one; their numbers have no gap.</summary>
internal sealed class InvoiceAudit(Action<string, string> fail, Sights sights, Services services, IDocumentStore documents, Instant now)
{
    private static readonly Duration ClosingPatience = Duration.FromHours(6);

    /// <summary>Looks at every tenant's invoices.</summary>
    internal async Task CheckAsync(NaiveBook book, Scenario scenario)
    {
        foreach (var tenant in scenario.Subscribers.GroupBy(subscriber => subscriber.Tenant))
        {
            var invoices = await InvoicesAsync(tenant.Key);
            sights.See(invoices);
            CheckNumbers(tenant.Key, invoices);
            foreach (var subscriber in tenant)
            {
                var id = subscriber.Subscription.Id.ToString();
                var periods = await documents.ListAllAsync<BillingPeriod>(DocumentRange.WithPrefix($"{tenant.Key}/billing", $"period:{id}:"), default);
                CheckClosed(subscriber, periods);
                await CheckAsync(book, subscriber, periods, [.. invoices.Where(invoice => invoice.SubscriptionId == id)]);
            }
        }
    }

    private async Task<List<Invoice>> InvoicesAsync(Tenant tenant)
    {
        var all = new List<Invoice>();
        Page<Invoice> page;
        do
        {
            page = await services.Invoices.PageAsync(tenant, new InvoiceFilter(), new PageRequest(100, all.Count), default);
            all.AddRange(page.Items);
        }
        while (page.Items.Count > 0);
        return all;
    }

    private void CheckNumbers(Tenant tenant, List<Invoice> invoices)
    {
        var numbers = invoices.Select(invoice => invoice.Number ?? "none").Order(StringComparer.Ordinal).ToList();
        if (!numbers.SequenceEqual(Enumerable.Range(1, invoices.Count).Select(number => $"INV-{number:D6}")))
        {
            fail("INVOICE_NUMBERS_HAVE_NO_GAP", $"{tenant}: {string.Join(' ', numbers)}");
        }
    }

    private void CheckClosed(Subscriber subscriber, IReadOnlyList<BillingPeriod> periods)
    {
        var calendar = new BillingCalendar(subscriber.Subscription.StartedAt, BillingCadence.Day, DateTimeZone.Utc);
        var next = calendar.PeriodAt(periods.Count(period => period.IssuedAt is not null)).End;
        if (next + subscriber.Version.Terms.GraceDuration < now - ClosingPatience)
        {
            fail("PERIODS_ARE_CLOSED", $"{subscriber.Account}: the period until {next} is not invoiced at {now}");
        }
    }

    private async Task CheckAsync(NaiveBook book, Subscriber subscriber, IReadOnlyList<BillingPeriod> periods, List<Invoice> invoices)
    {
        foreach (var period in periods.Where(period => period.IssuedAt is not null))
        {
            var own = invoices.Where(invoice => invoice.Id == period.InvoiceId).ToList();
            if (own.Count != 1 || invoices.Count(invoice => invoice.Type == InvoiceType.Invoice && invoice.Period == period.Period) != 1)
            {
                fail("A_PERIOD_HAS_ONE_INVOICE", $"{subscriber.Account} {period.Period}: {own.Count}");
                continue;
            }

            foreach (var metric in subscriber.Metrics)
            {
                var price = subscriber.PriceOf(metric);
                List<LoggedEvent> events =
                    [.. book.Counted[subscriber.Account].Where(one => one.Body.Metric == metric.Id.ToString() && period.Period.Contains(one.OccurredAt))];
                CheckLine(period, own[0], metric, price, [.. events.Where(one => IsSealed(period, one.Position))]);

                // What came late for an invoice that was called off is not given back.
                if (!periods.Any(later => later.CalledOff.Contains(own[0].Id)))
                {
                    CheckBilled(period, invoices, metric, price, events);
                }
            }
        }

        foreach (var invoice in invoices)
        {
            await CheckPaymentsAsync(subscriber, invoice);
        }

        var issued = periods.Where(period => period.IssuedAt is not null).Select(period => period.Period).ToList();
        if (book.Counted[subscriber.Account].All(one => one.OccurredAt < subscriber.Subscription.StartedAt || issued.Exists(period => period.Contains(one.OccurredAt))))
        {
            await new PrepaidAudit(fail, documents).CheckAsync(subscriber, invoices);
        }
    }

    /// <summary>The line of the period itself has what stands at or before the seal.</summary>
    private void CheckLine(BillingPeriod period, Invoice invoice, Metric metric, Price price, List<LoggedEvent> inTime)
    {
        var line = invoice.Lines.Single(one => one.PriceId == price.Id.ToString() && one.Period == period.Period);
        var quantity = NaiveBook.QuantityOf(metric.Aggregation, inTime);
        if (line.Quantity != quantity || line.Evidence!.EventCount != inTime.Count || line.TotalPrice != AmountOf(price, quantity))
        {
            fail("A_LINE_HAS_WHAT_IS_SEALED", $"{invoice.Number} {metric.Name}: {line.Quantity} of {line.Evidence?.EventCount} events for {line.TotalPrice}, and should be {quantity} of {inTime.Count}");
        }
    }

    /// <summary>All lines for a period, its own and the late ones, come to all of its events.</summary>
    private void CheckBilled(BillingPeriod period, List<Invoice> invoices, Metric metric, Price price, List<LoggedEvent> events)
    {
        var lines = invoices.SelectMany(invoice => invoice.Lines).Where(line => line.PriceId == price.Id.ToString() && line.Period == period.Period).ToList();
        var quantity = NaiveBook.QuantityOf(metric.Aggregation, events);
        var (billed, amount) = (lines.Sum(line => line.Quantity), lines.Sum(line => line.TotalPrice));
        if (billed != quantity || amount != AmountOf(price, quantity))
        {
            fail("EVERY_COUNTED_EVENT_IS_BILLED_ONCE", $"{invoices[0].CustomerId} {metric.Name} {period.Period}: {billed} for {amount} in {lines.Count} lines, and should be {quantity} for {AmountOf(price, quantity)}");
        }
    }

    /// <summary>What an invoice says was paid is what the wallet paid.</summary>
    private async Task CheckPaymentsAsync(Subscriber subscriber, Invoice invoice)
    {
        var journal = await documents.ListAllAsync<JournalEntry>(DocumentRange.WithPrefix(subscriber.Account.ToString(), "jrn:"), default);
        var paid = -journal.Where(entry => entry.Kind is JournalKind.InvoicePayment or JournalKind.InvoiceRefund or JournalKind.InvoiceCredit
                && entry.Reference.StartsWith($"{invoice.Id}:", StringComparison.Ordinal))
            .Sum(entry => entry.ChangeOf(JournalAccount.Available));
        if (invoice.UnpaidAmount < 0 && invoice.IssuedAt + ClosingPatience < now)
        {
            fail("WHAT_AN_INVOICE_GIVES_BACK_IS_GIVEN", $"{invoice.Number}: {invoice.UnpaidAmount}");
        }

        if (invoice.PaidAmount - invoice.Prepaid != paid)
        {
            fail("INVOICES_SAY_WHAT_THE_WALLET_PAID", $"{invoice.Number}: {invoice.PaidAmount - invoice.Prepaid}, and the wallet paid {paid}");
        }
    }

    private static bool IsSealed(BillingPeriod period, LogPosition position) =>
        period.Seal.Any(end => (end.Log, end.Partition) == (position.Log, position.Partition) && position.Sequence <= end.LastSequence);

    private static decimal AmountOf(Price price, decimal quantity) => Math.Round(quantity * price.Model.DisplayUnitPrice, 2, MidpointRounding.ToEven);
}
