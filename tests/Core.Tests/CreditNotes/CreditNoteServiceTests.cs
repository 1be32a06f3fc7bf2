using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Books;
using Tallystick.Core.CreditNotes;
using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Values;
using Tallystick.Tests.Core.Tests.Billing;
using Tallystick.Tests.Core.Tests.Usage.Kit;
using static Tallystick.Tests.Core.Tests.Usage.Kit.UsageSample;

namespace Tallystick.Tests.Core.Tests.CreditNotes;

public class CreditNoteServiceTests
{
    private static readonly NewCreditNote All = new(null, [], null, null);

    [Fact]
    public async Task A_credit_is_set_off_against_what_is_unpaid_first_and_the_rest_goes_into_the_wallet()
    {
        var (pipeline, invoice) = await InvoicedAsync();
        await pipeline.TopUpAsync(4);
        await pipeline.Invoices().PayAsync(Tenant, invoice.Id, pipeline.Time.Now, default);

        var first = (await Notes(pipeline).CreateAsync(Tenant, invoice.Id, All with { Amount = 1 }, default)).OrThrow();
        Assert.Equal("INVOICE_CREDITED", (await pipeline.Invoices().VoidAsync(Tenant, invoice.Id, pipeline.Time.Now, default)).TryGet(out _, out var refused) ? null : refused.Code);
        var second = (await Notes(pipeline).CreateAsync(Tenant, invoice.Id, All, default)).OrThrow();

        Assert.Equal((1m, 0m), (first.SetOffAmount, first.RefundAmount));
        Assert.Equal((1m, 4m), (second.SetOffAmount, second.RefundAmount));
        List<Invoice> all = [.. (await pipeline.AllInvoicesAsync()).OrderBy(one => one.Number, StringComparer.Ordinal)];
        Assert.Equal(["INV-000001", "INV-000002", "INV-000003"], all.Select(one => one.Number));
        Assert.All(all, one => Assert.Equal((InvoiceStatus.Paid, 0m), (one.Status, one.UnpaidAmount)));
        Assert.Equal((4m, 6m, 6m), ((await pipeline.WalletAsync()).Available, all[0].CreditedAmount, all[0].GrandTotal));
        Assert.Equal("NOTHING_TO_CREDIT", CodeOf(await Notes(pipeline).CreateAsync(Tenant, invoice.Id, All, default)));
    }

    [Fact]
    public async Task The_same_key_leads_to_the_same_note_and_another_wish_under_it_is_refused()
    {
        var (pipeline, invoice) = await InvoicedAsync();
        var wish = All with { Amount = 2, IdempotencyKey = "goodwill" };

        var first = (await Notes(pipeline).CreateAsync(Tenant, invoice.Id, wish, default)).OrThrow();
        var again = (await Notes(pipeline).CreateAsync(Tenant, invoice.Id, wish, default)).OrThrow();

        Assert.Equal(first.Id, again.Id);
        Assert.Equal(2, (await pipeline.AllInvoicesAsync()).Count);
        Assert.Equal("IDEMPOTENCY_KEY_REUSED", CodeOf(await Notes(pipeline).CreateAsync(Tenant, invoice.Id, wish with { Amount = 3 }, default)));
        Assert.Equal(first.Id, (await Notes(pipeline).GetAsync(Tenant, first.Id, default)).OrThrow().Id);
    }

    [Fact]
    public async Task Whatever_fails_and_whoever_races_no_more_is_taken_back_than_was_billed_and_every_cent_is_somewhere()
    {
        for (var seed = 1; seed <= 30; seed++)
        {
            var (pipeline, invoice) = await InvoicedAsync();
            var random = new Random(seed);
            await pipeline.TopUpAsync(random.Next(0, 9) + 0.5m);
            var funded = (await pipeline.WalletAsync()).Funded;
            var faulty = new FaultyStore(pipeline.Store, random, faults: 0.05);
            await Task.WhenAll(Enumerable.Range(0, 6).Select(index => TryAsync(pipeline, faulty, invoice.Id, index)));

            // Whoever went away left an entry, by which closing goes on; and so does whoever asks again.
            var due = await pipeline.Store.ListAllAsync<DuePeriod>(DocumentRange.WithPrefix($"{Tenant}/billing", "due:"), default);
            foreach (var left in due.Where(left => left.Index == 0))
            {
                await pipeline.Closer().CloseAsync(left, default);
            }

            var all = await pipeline.AllInvoicesAsync();
            var wallet = await pipeline.WalletAsync();
            var (billed, notes) = (all.Single(one => one.Id == invoice.Id), all.Where(one => one.Id != invoice.Id).ToList());
            Assert.True(billed.CreditedAmount == -notes.Sum(note => note.GrandTotal) && billed.CreditedAmount <= 6, $"seed {seed}: {billed.CreditedAmount}");
            Assert.True(billed.UnpaidAmount >= 0, $"seed {seed}: {billed.UnpaidAmount}");
            Assert.True(notes.TrueForAll(note => note.Status == InvoiceStatus.Paid), $"seed {seed}: a note is not settled");
            Assert.True(wallet.Spent - (wallet.Funded - funded) == billed.PaidAmount + notes.Sum(note => note.PaidAmount), $"seed {seed}: {wallet.Spent} spent of {wallet.Funded}");
            var books = await new BookReader(pipeline.Store, new WalletPoster(pipeline.Store)).TrialBalanceAsync(Tenant, pipeline.Time.Now + Duration.FromDays(400), default);
            var usd = Currency.Parse("USD");
            Assert.True((books.Balance(BookAccount.Receivable, usd), books.Balance(BookAccount.RefundPayable, usd)) == (billed.UnpaidAmount, 0), $"seed {seed}: {string.Join(", ", books.Totals)}");
            Assert.True(all.Select(one => one.Number).Order(StringComparer.Ordinal).SequenceEqual(Enumerable.Range(1, all.Count).Select(number => $"INV-{number:D6}")), $"seed {seed}: numbers");
        }
    }

    private static async Task TryAsync(Pipeline pipeline, FaultyStore store, Id<Invoice> invoice, int index)
    {
        try
        {
            await Task.Yield();
            if (index < 2)
            {
                await pipeline.Invoices(store).PayAsync(Tenant, invoice, pipeline.Time.Now, default);
            }
            else
            {
                await Notes(pipeline, store).CreateAsync(Tenant, invoice, All with { Amount = index }, default);
            }
        }
        catch (StoreUnavailableException)
        {
            // As a crash at that point.
        }
    }

    private static string? CodeOf(Result<CreditNote> result) => result.TryGet(out _, out var refused) ? null : refused.Code;

    private static CreditNoteService Notes(Pipeline pipeline, IDocumentStore? over = null)
    {
        var store = over ?? pipeline.Store;
        return new CreditNoteService(store, pipeline.Ids, new CustomerDirectory(store), pipeline.ClocksOver(store), pipeline.Invoices(store));
    }

    /// <summary>A pipeline with an invoice of 6.00, of which nothing is paid.</summary>
    private static async Task<(Pipeline Pipeline, Invoice Invoice)> InvoicedAsync()
    {
        var pipeline = await Pipeline.CreateAsync();
        await pipeline.AppendAsync(Reported("a", 3));
        await pipeline.MeterAllAsync();
        pipeline.Time.Advance(TimeSpan.FromDays(32));
        Assert.True(await pipeline.Closer().CloseAsync(pipeline.Due(), default));
        return (pipeline, await pipeline.OnlyInvoiceAsync());
    }
}
