using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Storage;
using Tallystick.Core.Taxes;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;
using Tallystick.Tests.Simulation.Nodes;

namespace Tallystick.Tests.Simulation.Oracle;

/// <summary>Invoices bill every counted event once: in its period's invoice, or as late on a later one or a note; their numbers have no gap.</summary>
internal sealed class InvoiceAudit(Action<string, string> fail, Sights sights, Services services, IDocumentStore documents)
{
    private static readonly Duration Patience = Duration.FromHours(6);

    /// <summary>Looks at every tenant's invoices.</summary>
    internal async Task CheckAsync(NaiveBook book, IEnumerable<AccountFacts> subscribed)
    {
        foreach (var tenant in subscribed.GroupBy(facts => facts.Account.Tenant))
        {
            var invoices = await InvoicesAsync(tenant.Key);
            sights.See(invoices);
            CheckNumbers(tenant.Key, invoices);
            foreach (var facts in tenant.Where(facts => facts.Subscription is not null))
            {
                new ClosingAudit(fail).Check(facts);
                await CheckAsync(book, facts, [.. invoices.Where(invoice => invoice.SubscriptionId == facts.Subscription!.Id.ToString())]);
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

    private async Task CheckAsync(NaiveBook book, AccountFacts facts, List<Invoice> invoices)
    {
        var oracle = new InvoiceOracle(book, facts, invoices);
        var firstId = Id<Invoice>.Of(facts.Subscription!.Id.Suffix);
        List<BillingPeriod> closed = [.. facts.Periods.Where(period => period.State > PeriodState.Drafted)];
        foreach (var period in closed)
        {
            CheckPeriod(oracle, facts, period, invoices);
        }

        var first = invoices.Find(invoice => invoice.Id == firstId);
        if (first is not null)
        {
            CheckLines(oracle, facts, first, oracle.FirstLines());
        }

        var isFirstMissing = first is null && oracle.FirstLines().Count > 0 && facts.Subscription.End > facts.Subscription.StartedAt;
        if (isFirstMissing || invoices.Count != closed.Sum(period => period.Invoices.Count()) + (first is null ? 0 : 1))
        {
            fail("A_PERIOD_HAS_ONE_INVOICE", $"{facts.Account}: {invoices.Count} invoices for {closed.Count} periods, and {(first is null ? "none" : "one")} before them");
        }

        foreach (var invoice in invoices)
        {
            await CheckPaymentsAsync(facts, invoice);
        }

        CheckGivenBack(facts, invoices);
        CheckBilled(oracle, facts, closed, invoices);
        if (IsAllBilled(book, facts, closed))
        {
            await new PrepaidAudit(fail, documents).CheckAsync(facts.Subscriber!, invoices);
        }
    }

    /// <summary>A period has its invoice, a run-off one where anything came late, and a note for each earlier invoice that it changes by one.</summary>
    private void CheckPeriod(InvoiceOracle oracle, AccountFacts facts, BillingPeriod period, List<Invoice> invoices)
    {
        var own = invoices.Where(invoice => invoice.Id == period.InvoiceId).ToList();
        var lines = oracle.LinesOf(period);
        var should = period.IsRunOff && lines.Count == 0 ? 0 : 1;
        if (own.Count != should || facts.Periods.Count(other => other.Index == period.Index) != 1)
        {
            fail("A_PERIOD_HAS_ONE_INVOICE", $"{facts.Account} {period.Period}: {own.Count}, and should have {should}");
        }

        own.ForEach(invoice => CheckLines(oracle, facts, invoice, lines));
        var notes = oracle.NotesOf(period);
        if (notes.Count != period.Notes.Count)
        {
            fail("A_PERIOD_HAS_ONE_INVOICE", $"{facts.Account} {period.Period}: {period.Notes.Count} notes, and should have {notes.Count}");
        }

        foreach (var note in period.Notes)
        {
            var original = facts.Periods.Single(other => other.InvoiceId == note.Original);
            CheckLines(oracle, facts, invoices.Single(invoice => invoice.Id == note.Id), [.. notes[original.Period]]);
        }
    }

    /// <summary>An invoice has the lines that follow from what was sent, and comes to their sum and its tax.</summary>
    private void CheckLines(InvoiceOracle oracle, AccountFacts facts, Invoice invoice, IReadOnlyList<ExpectedLine> expected)
    {
        var terms = facts.Subscriber!.Version.Terms;
        var should = expected.Select(line => line.ToString()).Order(StringComparer.Ordinal).ToList();
        var found = invoice.Lines.Select(line => ExpectedLine.Of(line, terms.TaxBehavior).ToString()).Order(StringComparer.Ordinal).ToList();
        if (!found.SequenceEqual(should))
        {
            fail(
                "AN_INVOICE_HAS_WHAT_IS_SEALED",
                $"{facts.Account} {invoice.Number} {invoice.Period} has {string.Join("; ", found.Except(should))}, and should have {string.Join("; ", should.Except(found))}");
        }

        var tax = oracle.TaxOn(expected, facts.Subscriber.Customer.TaxRate ?? terms.DefaultTaxRate);
        var total = expected.Sum(line => line.Amount) + (terms.TaxBehavior == TaxBehavior.Inclusive ? 0 : tax);
        if (invoice.TotalTax != tax || invoice.GrandTotal != total)
        {
            fail("AN_INVOICE_COMES_TO_ITS_LINES_AND_TAX", $"{facts.Account} {invoice.Number}: {invoice.GrandTotal} with {invoice.TotalTax}, and should be {total} with {tax}");
        }
    }

    /// <summary>Of an invoice that was called off nothing is given back: it was never to be paid, or was given back then.</summary>
    private void CheckGivenBack(AccountFacts facts, List<Invoice> invoices)
    {
        foreach (var later in invoices.Where(invoice => invoice.Status != InvoiceStatus.Void))
        {
            foreach (var line in later.Lines.Where(line => line.Original is not null && line.TotalAmount < line.Prepaid))
            {
                if (invoices.Find(invoice => invoice.Id == line.Original!.InvoiceId) is not { Status: not InvoiceStatus.Void })
                {
                    fail("NOTHING_IS_GIVEN_BACK_TWICE", $"{facts.Account}: {later.Number} gives back of {line.Original!.Number}, which was called off");
                }
            }
        }
    }

    /// <summary>All lines for a period, its own and the late ones, come to all of its events up to the last seal.</summary>
    private void CheckBilled(InvoiceOracle oracle, AccountFacts facts, List<BillingPeriod> closed, List<Invoice> invoices)
    {
        foreach (var period in closed.Where(period => !period.IsRunOff && !closed.Any(later => later.CalledOff.Contains(period.InvoiceId!.Value))))
        {
            foreach (var metric in facts.Subscriber!.Metrics)
            {
                var should = oracle.UsageLine(facts.Subscriber.PriceOf(metric), metric, period.Period, closed[^1]);
                var lines = invoices.SelectMany(invoice => invoice.Lines).Where(line => line.PriceId == should.Price && line.Period == period.Period)
                    .Select(line => ExpectedLine.Of(line, facts.Subscriber.Version.Terms.TaxBehavior)).ToList();
                var (quantity, amount) = (lines.Sum(line => line.Quantity), lines.Sum(line => line.Amount));
                var noted = closed.SelectMany(later => later.Noted ?? []).LastOrDefault(item => item.InvoiceId == period.InvoiceId && item.PriceId == should.Price);
                if (noted is null ? quantity != should.Quantity || amount != should.Amount : amount != Math.Max(should.Amount, noted.TakenBack))
                {
                    fail("EVERY_COUNTED_EVENT_IS_BILLED_ONCE", $"{facts.Account} {metric.Name} {period.Period}: {quantity} for {amount} in {lines.Count} lines, and should be {should}");
                }
            }
        }
    }

    /// <summary>True where nothing is left that a later invoice would bill.</summary>
    private static bool IsAllBilled(NaiveBook book, AccountFacts facts, List<BillingPeriod> closed) =>
        closed.Count > 0 && closed.All(period => period.CalledOff.Count == 0) && book.Counted[facts.Account].All(one =>
            one.OccurredAt < facts.BilledFrom
            || (AccountFacts.IsSealed(closed[^1], one.Position) && closed.Exists(period => !period.IsRunOff && period.Period.Contains(one.OccurredAt))));

    /// <summary>What an invoice says was paid is what the wallet paid.</summary>
    private async Task CheckPaymentsAsync(AccountFacts facts, Invoice invoice)
    {
        var journal = await documents.ListAllAsync<JournalEntry>(DocumentRange.WithPrefix(facts.Account.ToString(), "jrn:"), default);
        var paid = -journal.Where(entry => entry.Kind is JournalKind.InvoicePayment or JournalKind.InvoiceRefund or JournalKind.InvoiceCredit
                && entry.Reference.StartsWith($"{invoice.Id}:", StringComparison.Ordinal))
            .Sum(entry => entry.ChangeOf(JournalAccount.Available));
        if (invoice.UnpaidAmount < 0 && invoice.IssuedAt + Patience < facts.Now)
        {
            fail("WHAT_AN_INVOICE_GIVES_BACK_IS_GIVEN", $"{facts.Account} {invoice.Number}: {invoice.UnpaidAmount}");
        }

        if (invoice.PaidAmount - invoice.Prepaid != paid)
        {
            fail("INVOICES_SAY_WHAT_THE_WALLET_PAID", $"{facts.Account} {invoice.Number}: {invoice.PaidAmount - invoice.Prepaid}, and the wallet paid {paid}");
        }
    }
}
