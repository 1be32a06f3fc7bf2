using System.Text;
using Tallystick.Core.Billing;
using Tallystick.Core.Proofs;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Core.Wallets;

namespace Tallystick.Tests.Core.Tests.Proofs;

public class InvoiceProofTests
{
    private const int Customers = 50;

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Every_invoice_of_a_random_history_is_verified(int seed)
    {
        var world = await ProofWorld.PlayAsync(seed, Customers, periods: 2);
        var proofs = await AllAsync(world.Proofs());

        Assert.All(proofs, proof => Assert.True(proof.IsVerified, $"seed {seed}, {proof.Invoice}: {string.Join("; ", proof.Findings)}"));
        Assert.True(proofs.Count >= 2 * Customers, $"seed {seed}: {proofs.Count} invoices");
    }

    /// <summary>Twenty worlds of fifty subscriptions.</summary>
    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 20)];

    [Fact]
    public async Task Random_histories_have_late_lines_payments_replays_and_logs_made_anew()
    {
        var (late, paid, replayed, renewed) = (false, false, false, false);
        foreach (var seed in Enumerable.Range(1, 8))
        {
            var world = await ProofWorld.PlayAsync(seed, Customers, periods: 2);
            var invoices = await world.InvoicesAsync();
            late |= invoices.Any(invoice => invoice.Lines.Any(line => line.DisplayName.EndsWith("(late)", StringComparison.Ordinal)));
            paid |= invoices.Any(invoice => invoice.Prepaid > 0 && invoice.UnpaidAmount > 0);
            replayed |= world.Replayed > 0;
            renewed |= world.Log.Number > 0;
        }

        Assert.Equal((true, true, true, true), (late, paid, replayed, renewed));
    }

    [Fact]
    public async Task Random_histories_have_notes_credits_and_run_offs_with_and_without_something_to_bill()
    {
        var (invoices, runOffs, credits) = (new List<Invoice>(), new List<BillingPeriod>(), 0);
        foreach (var seed in Enumerable.Range(1, 8))
        {
            var world = await ProofWorld.PlayAsync(seed, Customers, periods: 2);
            invoices.AddRange(await world.InvoicesAsync());
            var periods = await world.Store.ListAllAsync<BillingPeriod>(DocumentRange.WithPrefix($"{ProofWorld.Tenant}/billing", "period:"), default);
            runOffs.AddRange(periods.Where(period => period.IsRunOff));
            foreach (var account in world.Accounts)
            {
                credits += (await world.Store.ListAllAsync<JournalEntry>(DocumentRange.WithPrefix(account.ToString(), "jrn"), default)).Count(entry => entry.Kind == JournalKind.InvoiceCredit);
            }
        }

        Assert.All(Enum.GetValues<InvoiceType>(), type => Assert.Contains(invoices, invoice => invoice.Type == type));
        Assert.Contains(runOffs, period => period.State == PeriodState.Closed && period.Notes.Count > 0);
        Assert.Contains(runOffs, period => period.State == PeriodState.Closed && period.Notes.Count == 0);
        Assert.Contains(runOffs, period => period.InvoiceId is not null);
        Assert.True(credits > 5, $"{credits} credits");
        Assert.DoesNotContain(invoices, invoice => invoice.UnpaidAmount < 0);
    }

    [Fact]
    public async Task Random_histories_have_corrections_of_every_kind()
    {
        var (windows, refunds, rejected) = (new List<UsageWindow>(), 0, new HashSet<string>());
        foreach (var seed in Enumerable.Range(1, 16))
        {
            var world = await ProofWorld.PlayAsync(seed, Customers, periods: 2);
            foreach (var account in world.Accounts)
            {
                windows.AddRange(await world.Store.ListAllAsync<UsageWindow>(DocumentRange.WithPrefix(account.ToString(), UsageWindow.IdPrefix), default));
                refunds += (await world.Store.ListAllAsync<JournalEntry>(DocumentRange.WithPrefix(account.ToString(), "jrn"), default)).Count(entry => entry.Kind == JournalKind.UsageRefund);
            }

            var outcomes = await new Outcomes(world.Store).FindAsync(ProofWorld.Tenant, OutcomeKind.Rejected, new OutcomeFilter(), new PageRequest(int.MaxValue), default);
            rejected.UnionWith(outcomes.Items.Select(outcome => outcome.Rejection!.Code));
        }

        Assert.Contains(windows, window => window.CorrectsEarlierLog);
        Assert.True(windows.Sum(window => window.Corrections) > 500, $"{windows.Sum(window => window.Corrections)} corrections");
        Assert.True(refunds > 20, $"{refunds} refunds");
        Assert.Contains(windows, window => window.Tallied.Values.Any(runs => runs.Count > 1));
        Assert.Contains(windows, window => window.Dry.Values.Any(runs => runs.Any(run => run.Owed < 0)));
        string[] refused = ["EVENT_NOT_COUNTED", "EVENT_IS_VOID", "CORRECTION_MOVES_EVENT", "CORRECTED_ALREADY", "LATE_EVENT"];
        Assert.Superset(refused.ToHashSet(), rejected);
    }

    [Theory]
    [InlineData("\"type\":\"credit_note\"", "\"type\":\"debit_note\"", "$.type")]
    [InlineData("\"original\":{\"invoiceId\":\"inv_", "\"original\":{\"invoiceId\":\"inv_0", "$.original.invoiceId")]
    [InlineData("\"unitPrice\":\"", "\"unitPrice\":\"9", "$.lines[0].unitPrice")]
    public async Task A_note_that_was_changed_is_found(string text, string instead, string path)
    {
        var (world, note) = await WithCreditNoteAsync();
        var (partition, id) = ($"{ProofWorld.Tenant}/billing", note.Id.ToString());
        var body = Encoding.UTF8.GetString((await world.Store.ReadAsync(partition, id, default))!.Body.Span);
        var at = body.IndexOf(text, StringComparison.Ordinal);
        var store = new TamperedStore(world.Store, partition, id, Encoding.UTF8.GetBytes(body[..at] + instead + body[(at + text.Length)..]));

        Assert.True((await world.Proofs().ProveAsync(ProofWorld.Tenant, note.Id, default)).OrThrow().IsVerified);
        var proof = (await world.Proofs(store: store).ProveAsync(ProofWorld.Tenant, note.Id, default)).OrThrow();
        Assert.Contains(proof.Findings, finding => finding.Code == FindingCodes.InvoiceDiffers && finding.Path == path);
    }

    private static async Task<(ProofWorld World, Invoice Note)> WithCreditNoteAsync()
    {
        for (var seed = 1; ; seed++)
        {
            var world = await ProofWorld.PlayAsync(seed, Customers, periods: 2);
            if ((await world.InvoicesAsync()).FirstOrDefault(invoice => invoice.Type == InvoiceType.CreditNote) is { } note)
            {
                return (world, note);
            }
        }
    }

    private static async Task<IReadOnlyList<InvoiceProof>> AllAsync(InvoiceProofs proofs)
    {
        var all = new List<InvoiceProof>();
        Page<InvoiceProof> page;
        do
        {
            page = await proofs.PageAsync(ProofWorld.Tenant, new PageRequest(100, all.Count), default);
            all.AddRange(page.Items);
        }
        while (page.Items.Count == 100);
        return all;
    }
}
