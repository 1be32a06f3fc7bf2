using Tallystick.Core.Customers;
using Tallystick.Core.Proofs;
using Tallystick.Core.Storage;
using Tallystick.Tests.Core.Tests.Billing;
using Tallystick.Tests.Core.Tests.Usage.Kit;
using static Tallystick.Tests.Core.Tests.Usage.Kit.UsageSample;

namespace Tallystick.Tests.Core.Tests.Proofs;

/// <summary>Whoever made an invoice went away between its number and its file.</summary>
public class UnfinishedInvoiceTests
{
    private static readonly string Billing = $"{Tenant}/billing";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_that_closing_is_still_to_write_is_not_missing(bool isFirst)
    {
        var pipeline = await UnfinishedAsync(isFirst);

        Assert.Empty(await FindAsync(pipeline, pipeline.Store));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_is_missing_once_no_closing_is_left_to_write_it(bool isFirst)
    {
        var pipeline = await UnfinishedAsync(isFirst);
        var entry = Assert.Single(await pipeline.DueAsync(), due => due.Index == 0).Entry;
        var document = (await pipeline.Store.ReadAsync(Billing, entry, default))!;
        Assert.True(await pipeline.Store.CommitAsync(Billing, [DocumentWrite.Delete(entry, document.ETag)], default));

        Assert.Equal([FindingCodes.FileMissing, FindingCodes.FileMissing], await FindAsync(pipeline, pipeline.Store));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_is_missing_where_money_has_moved_which_it_does_behind_the_file(bool isFirst)
    {
        var pipeline = await UnfinishedAsync(isFirst);
        var invoice = await pipeline.OnlyInvoiceAsync();
        var paid = new TamperedStore(pipeline.Store, Billing, invoice.Id.ToString(), (invoice with { PaidAmount = 1 }).ToBody());

        Assert.Equal(2, (await FindAsync(pipeline, paid)).Count(code => code == FindingCodes.FileMissing));
    }

    /// <summary>A pipeline with one issued invoice, the first of the subscription or that of January, and no file of it.</summary>
    private static async Task<Pipeline> UnfinishedAsync(bool isFirst)
    {
        if (isFirst)
        {
            var waiting = await Beginnings.WithFeeAsync();
            await Assert.ThrowsAsync<StoreUnavailableException>(() => waiting.BeginAsync(new UnavailableBlobs()));
            return waiting;
        }

        var pipeline = await Beginnings.StartedAsync();
        await Months.ReportAsync(pipeline, Reported("a", 3));
        pipeline.Time.Advance(TimeSpan.FromDays(32));
        var due = Assert.Single(await pipeline.DueAsync());
        await Assert.ThrowsAsync<StoreUnavailableException>(() => pipeline.Closer(blobs: new UnavailableBlobs()).CloseAsync(due, default));
        return pipeline;
    }

    /// <summary>What is wrong with the register of invoices, and then with the one invoice.</summary>
    private static async Task<IReadOnlyList<string>> FindAsync(Pipeline pipeline, IDocumentStore store)
    {
        var register = await new RegisterProofs(store, pipeline.Blobs).ProveAsync(Tenant, default);
        var proofs = new InvoiceProofs(
            store, pipeline.Log, pipeline.Claims, pipeline.Blobs, pipeline.Terms, new CustomerDirectory(store), pipeline.ClocksOver(store));
        var invoice = (await proofs.ProveAsync(Tenant, (await pipeline.OnlyInvoiceAsync()).Id, default)).OrThrow();
        return [.. register.Findings.Concat(invoice.Findings).Select(finding => finding.Code)];
    }
}
