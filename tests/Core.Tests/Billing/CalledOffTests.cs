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
                // Begun, sealed, drafted.
                if (++commits == 3)
                {
                    (await pipeline.Invoices().VoidAsync(Tenant, original.Id, pipeline.Time.Now, default)).OrThrow();
                }
            },
        };
        await CloseAsync(pipeline, 1, days: 0, store);

        var invoices = await InvoicesAsync(pipeline);
        Assert.Equal([(InvoiceStatus.Void, 6m), (InvoiceStatus.Paid, 0m)], invoices.Select(invoice => (invoice.Status, invoice.GrandTotal)));
    }
}
