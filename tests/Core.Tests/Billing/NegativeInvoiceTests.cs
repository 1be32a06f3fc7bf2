using Tallystick.Core.Billing;
using Tallystick.Core.Storage;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;
using Tallystick.Tests.Core.Tests.Usage.Kit;
using Tallystick.Tests.Core.Tests.Wallets;
using static Tallystick.Tests.Core.Tests.Billing.Months;
using static Tallystick.Tests.Core.Tests.Usage.Kit.UsageSample;

namespace Tallystick.Tests.Core.Tests.Billing;

/// <summary>An invoice that comes to less than nothing: the wallet gets it, once.</summary>
public class NegativeInvoiceTests
{
    private static async Task<Pipeline> VoidedAsync(decimal topUp)
    {
        var pipeline = await Pipeline.CreateAsync();
        if (topUp > 0)
        {
            await pipeline.TopUpAsync(topUp);
        }

        await JanuaryAsync(pipeline, Reported("a", 3));
        await ReportAsync(pipeline, Void(Reported("a", 3)));
        pipeline.Time.Advance(TimeSpan.FromDays(28));
        return pipeline;
    }

    private static async Task<Invoice> LastAsync(Pipeline pipeline) => (await InvoicesAsync(pipeline))[^1];

    [Fact]
    public async Task What_it_gives_back_goes_into_the_wallet_as_a_balanced_entry_and_then_it_is_paid()
    {
        var pipeline = await VoidedAsync(topUp: 10);
        await CloseAsync(pipeline, 1, days: 0);

        var (invoice, wallet) = (await LastAsync(pipeline), await pipeline.WalletAsync());
        Assert.Equal((InvoiceStatus.Paid, -6m, 0m), (invoice.Status, invoice.PaidAmount, invoice.UnpaidAmount));
        Assert.Equal((16m, 10m, 6m), (wallet.Funded, wallet.Available, wallet.Spent));
        var entry = (await new WalletService(pipeline.Store).JournalAsync(Account, new PageRequest(1), default)).Items[0];
        Assert.Equal((JournalKind.InvoiceCredit, $"{invoice.Id}:-6", 0m), (entry.Kind, entry.Reference, entry.Postings.Sum(posting => posting.Amount)));
    }

    [Fact]
    public async Task An_account_without_a_wallet_gets_one()
    {
        var pipeline = await VoidedAsync(topUp: 0);
        await CloseAsync(pipeline, 1, days: 0);

        var wallet = await pipeline.WalletAsync();
        Assert.Equal(("USD", 6m, 6m), (wallet.Currency.ToString(), wallet.Funded, wallet.Available));
    }

    [Fact]
    public async Task A_wallet_in_another_currency_gets_nothing_and_the_invoice_stays_issued_and_says_why()
    {
        var pipeline = await VoidedAsync(topUp: 0);
        await new WalletService(pipeline.Store).TopUpAsync(Account, Currency.Parse("EUR"), 5, Id<Payment>.Of("1"), pipeline.Start, default);
        await CloseAsync(pipeline, 1, days: 0);

        var invoice = await LastAsync(pipeline);
        Assert.Equal((InvoiceStatus.Issued, -6m), (invoice.Status, invoice.UnpaidAmount));
        Assert.Equal(5m, (await pipeline.WalletAsync()).Funded);
        Assert.False((await pipeline.Invoices().PayAsync(Tenant, invoice.Id, pipeline.Time.Now, default)).TryGet(out _, out var refused));
        Assert.Equal("CURRENCY_MISMATCH", refused!.Code);
    }

    [Fact]
    public async Task It_is_given_back_once_whatever_fails_and_whoever_races()
    {
        for (var seed = 1; seed <= 25; seed++)
        {
            var pipeline = await VoidedAsync(topUp: 10);
            var faulty = new FaultyStore(pipeline.Store, new Random(seed), faults: 0.05);
            await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => TryAsync(pipeline, faulty)));
            await CloseAsync(pipeline, 1, days: 0);

            var (invoice, wallet) = (await LastAsync(pipeline), await pipeline.WalletAsync());
            Assert.True((invoice.Status, wallet.Funded, wallet.Available) == (InvoiceStatus.Paid, 16m, 10m), $"seed {seed}: {invoice.Status}, {wallet}");
        }
    }

    [Fact]
    public async Task Between_the_wallet_and_the_invoice_it_is_neither_called_off_nor_given_again()
    {
        var pipeline = await VoidedAsync(topUp: 10);
        var cut = new InterleavingStore(pipeline.Store);
        cut.AfterRead = id =>
        {
            cut.BeforeCommit = id.StartsWith("invcredit:", StringComparison.Ordinal) ? CutBilling : cut.BeforeCommit;
            return Task.CompletedTask;
        };
        await Assert.ThrowsAsync<StoreUnavailableException>(() => CloseAsync(pipeline, 1, days: 0, cut));
        var invoice = await LastAsync(pipeline);
        Assert.Equal((InvoiceStatus.Issued, 16m), (invoice.Status, (await pipeline.WalletAsync()).Funded));

        Assert.False((await pipeline.Invoices().VoidAsync(Tenant, invoice.Id, pipeline.Time.Now, default)).TryGet(out _, out var refused));
        Assert.Equal("INVOICE_GIVES_BACK", refused!.Code);
        Assert.Equal(InvoiceStatus.Paid, (await pipeline.Invoices().PayAsync(Tenant, invoice.Id, pipeline.Time.Now, default)).OrThrow().Status);
        Assert.Equal(16m, (await pipeline.WalletAsync()).Funded);

        static Task CutBilling(string partition) =>
            partition.EndsWith("/billing", StringComparison.Ordinal) ? throw new StoreUnavailableException("cut off") : Task.CompletedTask;
    }

    private static async Task TryAsync(Pipeline pipeline, IDocumentStore store)
    {
        try
        {
            await pipeline.Closer(store).CloseAsync(Due(pipeline, 1), default);
        }
        catch (StoreUnavailableException)
        {
            // As a crash at that point; the next attempt goes on from there.
        }
    }
}
