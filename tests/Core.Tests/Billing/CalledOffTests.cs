using Tallystick.Core.Billing;
using Tallystick.Core.Catalog;
using Tallystick.Core.Usage;
using Tallystick.Tests.Core.Tests.Usage.Kit;
using Tallystick.Tests.Core.Tests.Wallets;
using static Tallystick.Tests.Core.Tests.Billing.Months;
using static Tallystick.Tests.Core.Tests.Usage.Kit.UsageSample;

namespace Tallystick.Tests.Core.Tests.Billing;

/// <summary>An invoice is called off, or credited later: whichever commits first, and never both.</summary>
public class CalledOffTests
{
    private static readonly UsageEvent A = Reported("a", 3);

    /// <summary>January is invoiced and not paid, its usage voided, and February over.</summary>
    private static async Task<(Pipeline Pipeline, Invoice Original)> VoidedAsync(LateEventPolicy policy)
    {
        var pipeline = await Pipeline.CreateAsync(late: policy);
        await pipeline.ChangeSubscriptionAsync(subscription => subscription with { AutoCharge = false });
        await JanuaryAsync(pipeline, A);
        await ReportAsync(pipeline, Void(A));
        pipeline.Time.Advance(TimeSpan.FromDays(28));
        return (pipeline, (await InvoicesAsync(pipeline))[0]);
    }

    [Theory]
    [InlineData(LateEventPolicy.CreditOrDebitNote)]
    [InlineData(LateEventPolicy.NextInvoice)]
    public async Task What_is_credited_at_the_very_moment_is_not_called_off(LateEventPolicy policy)
    {
        var (pipeline, original) = await VoidedAsync(policy);
        var commits = 0;
        var store = new InterleavingStore(pipeline.Store)
        {
            BeforeCommit = _ => ++commits == 2 ? CloseAsync(pipeline, 1, days: 0) : Task.CompletedTask,
        };

        Assert.False((await pipeline.Invoices(store).VoidAsync(Tenant, original.Id, pipeline.Time.Now, default)).TryGet(out _, out var refused));
        Assert.Equal(("INVOICE_CREDITED", 6m), (refused!.Code, (await pipeline.WalletAsync()).Available));
        Assert.Equal(InvoiceStatus.Issued, (await InvoicesAsync(pipeline))[0].Status);
    }

    [Theory]
    [InlineData(LateEventPolicy.CreditOrDebitNote)]
    [InlineData(LateEventPolicy.NextInvoice)]
    public async Task What_is_called_off_at_the_very_moment_is_not_credited(LateEventPolicy policy)
    {
        var (pipeline, original) = await VoidedAsync(policy);
        var commits = 0;
        var store = new InterleavingStore(pipeline.Store)
        {
            BeforeCommit = async _ =>
            {
                // Sealed and drafted.
                if (++commits == 1)
                {
                    (await pipeline.Invoices().VoidAsync(Tenant, original.Id, pipeline.Time.Now, default)).OrThrow();
                }
            },
        };
        await CloseAsync(pipeline, 1, days: 0, store);

        var invoices = await InvoicesAsync(pipeline);
        Assert.Equal([(InvoiceStatus.Void, 6m), (InvoiceStatus.Paid, 0m)], invoices.Select(invoice => (invoice.Status, invoice.GrandTotal)));
    }

    [Fact]
    public async Task What_is_paid_at_the_very_moment_is_not_called_off_and_no_note_of_money_that_moves_is_left()
    {
        var pipeline = await Pipeline.CreateAsync();
        await JanuaryAsync(pipeline, A);
        await pipeline.TopUpAsync(6);
        var original = (await InvoicesAsync(pipeline))[0];
        var commits = 0;
        var store = new InterleavingStore(pipeline.Store)
        {
            BeforeCommit = async _ =>
            {
                // Noted, called off.
                if (++commits == 2)
                {
                    (await pipeline.Invoices().PayAsync(Tenant, original.Id, pipeline.Time.Now, default)).OrThrow();
                }
            },
        };

        Assert.False((await pipeline.Invoices(store).VoidAsync(Tenant, original.Id, pipeline.Time.Now, default)).TryGet(out _, out var refused));
        Assert.Equal(("INVOICE_ALREADY_PAID", 6m), (refused!.Code, (await pipeline.WalletAsync()).Spent));
        Assert.Equal([1], (await pipeline.DueAsync()).Select(due => due.Index));
    }

    [Fact]
    public async Task Bug_Of_more_originals_than_a_commit_holds_each_is_called_off_or_credited_and_never_both()
    {
        const int Originals = 125;
        var pipeline = await Pipeline.CreateAsync();
        await pipeline.ChangeSubscriptionAsync(subscription => subscription with { AutoCharge = false });
        await VoidedMonthsAsync(pipeline, Originals);
        pipeline.Time.Advance(TimeSpan.FromDays(31));
        var originals = (await InvoicesAsync(pipeline)).Take(Originals).ToList();
        var (commits, credited) = (0, 0);
        var store = new InterleavingStore(pipeline.Store)
        {
            BeforeCommit = async _ =>
            {
                // In turns an old one, which is held late, and a recent one, which is held early.
                commits++;
                var original = originals[commits % 2 == 1 ? commits : ^commits];
                var isVoided = (await pipeline.Invoices().VoidAsync(Tenant, original.Id, pipeline.Time.Now, default)).TryGet(out var _, out var refused);
                Assert.Equal(isVoided ? null : "INVOICE_CREDITED", refused?.Code);
                credited += isVoided ? 0 : 1;
            },
        };
        Assert.True(await pipeline.Closer(store).CloseAsync(Due(pipeline, Originals), default));

        var invoices = await InvoicesAsync(pipeline);
        var given = invoices.Single(invoice => invoice.GrandTotal < 0).Lines.Where(line => line.Original is not null).Select(line => line.Original!.InvoiceId).ToList();
        var calledOff = invoices.Where(invoice => invoice.Status == InvoiceStatus.Void).Select(invoice => invoice.Id).ToList();
        Assert.Equal(originals.Select(original => original.Id).Order(), given.Concat(calledOff).Order());
        Assert.True(commits > 5 && credited > 0 && calledOff.Count > 0, $"{commits} commits, {credited} refused, {calledOff.Count} called off");
    }
}
