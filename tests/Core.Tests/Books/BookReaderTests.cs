using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Books;
using Tallystick.Core.Storage;
using Tallystick.Core.Values;
using Tallystick.Tests.Core.Tests.Proofs;
using Tallystick.Tests.Core.Tests.Usage.Kit;
using static Tallystick.Tests.Core.Tests.Billing.Months;
using static Tallystick.Tests.Core.Tests.Usage.Kit.UsageSample;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Tests.Core.Tests.Books;

/// <summary>The journal and the trial balance of what happened.</summary>
public class BookReaderTests
{
    private static readonly Currency Usd = Currency.Parse("USD");
    private static readonly Period Ever = new(Instant.FromUtc(2000, 1, 1, 0, 0), Instant.FromUtc(2100, 1, 1, 0, 0));

    [Fact]
    public async Task A_month_of_usage_paid_at_once_and_in_arrears_is_in_the_journal()
    {
        var pipeline = await Pipeline.CreateAsync();
        await pipeline.TopUpAsync(10);
        await JanuaryAsync(pipeline, Reported("a", 3), Reported("b", 4, metric: "2"));

        var entries = (await ReaderOver(pipeline.Store).ListAsync(Tenant, Ever, account: null, after: null, 100, default)).Entries;

        Assert.Equal(
            [
                "TopUp: Cash 10 / WalletLiability 10",
                "UsagePaid: WalletLiability 1 / UnbilledUsage 1",
                "InvoiceIssued: Receivable 6, UnbilledUsage 1 / Revenue 7",
                "InvoicePaid: WalletLiability 6 / Receivable 6",
            ],
            entries.Select(entry => $"{entry.Fact}: {BookTables.Of(entry)}"));
    }

    [Fact]
    public async Task An_invoice_that_is_called_off_leaves_no_revenue_and_its_payment_goes_back()
    {
        var pipeline = await Pipeline.CreateAsync();
        await pipeline.TopUpAsync(4);
        await JanuaryAsync(pipeline, Reported("a", 3));
        var invoice = (await InvoicesAsync(pipeline))[0];
        var before = await ReaderOver(pipeline.Store).TrialBalanceAsync(Tenant, pipeline.Time.Now + Duration.Epsilon, default);
        (await pipeline.Invoices().VoidAsync(Tenant, invoice.Id, pipeline.Time.Now, default)).OrThrow();

        var after = await ReaderOver(pipeline.Store).TrialBalanceAsync(Tenant, Ever.End, default);

        Assert.Equal((6m, 2m, 0m), Figures(before));
        Assert.Equal((0m, 0m, 4m), Figures(after));

        static (decimal, decimal, decimal) Figures(TrialBalance balance) =>
            (balance.Balance(BookAccount.Revenue, Usd), balance.Balance(BookAccount.Receivable, Usd), balance.Balance(BookAccount.WalletLiability, Usd));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task The_books_of_a_random_history_balance_at_every_step_and_agree_with_invoices_and_wallets(int seed)
    {
        var world = await ProofWorld.PlayAsync(seed, customers: 8);
        var reader = ReaderOver(world.Store);
        var running = new Dictionary<Currency, decimal>();
        var entries = new List<BookEntry>();
        await foreach (var entry in reader.ReadAsync(Tenant, Ever, default))
        {
            entries.Add(entry);
            running[entry.Currency] = running.GetValueOrDefault(entry.Currency) + entry.Legs.Sum(leg => leg.Amount);
            Assert.True(running[entry.Currency] == 0, $"seed {seed}, {entry.Id}");
        }

        Assert.Equal(entries.Count, entries.DistinctBy(entry => entry.Id).Count());
        var balance = await reader.TrialBalanceAsync(Tenant, Ever.End, default);
        Assert.True(balance.Totals.SequenceEqual(BookTotal.Of(entries)), $"seed {seed}");
        Assert.True(balance.Currencies.All(currency => balance.Debit(currency) == balance.Credit(currency)), $"seed {seed}");

        var issued = (await world.InvoicesAsync()).Where(invoice => invoice is { Number: not null, Status: not InvoiceStatus.Void }).ToList();
        var wallets = new List<Tallystick.Core.Wallets.Wallet>();
        foreach (var account in world.Accounts)
        {
            if (await new Tallystick.Core.Wallets.WalletService(world.Store).GetAsync(account, default) is { } wallet)
            {
                wallets.Add(wallet);
            }
        }

        Assert.Equal(issued.Sum(invoice => invoice.Subtotal), balance.Balance(BookAccount.Revenue, Usd));
        Assert.Equal(issued.Sum(invoice => invoice.TotalTax), balance.Balance(BookAccount.TaxPayable, Usd));
        Assert.Equal(issued.Sum(invoice => invoice.UnpaidAmount), balance.Balance(BookAccount.Receivable, Usd) - balance.Balance(BookAccount.RefundPayable, Usd));
        Assert.Equal(
            wallets.Sum(wallet => wallet.Available + wallet.Held),
            balance.Balance(BookAccount.WalletLiability, Usd) + balance.Balance(BookAccount.CreditLiability, Usd));
    }

    [Fact]
    public async Task The_trial_balance_of_any_instant_is_that_of_the_entries_before_it()
    {
        var world = await ProofWorld.PlayAsync(4, customers: 5);
        var reader = ReaderOver(world.Store);
        var entries = await reader.ReadAsync(Tenant, Ever, default).ToListAsync();

        foreach (var at in entries.Select(entry => entry.At).Distinct())
        {
            var balance = await reader.TrialBalanceAsync(Tenant, at, default);
            Assert.Equal(BookTotal.Of(entries.Where(entry => entry.At < at)), balance.Totals);
        }
    }

    [Fact]
    public async Task Pages_of_any_size_are_the_journal_and_an_account_has_its_own_entries()
    {
        var world = await ProofWorld.PlayAsync(5, customers: 5);
        var reader = ReaderOver(world.Store);
        var all = await reader.ReadAsync(Tenant, Ever, default).ToListAsync();
        foreach (var limit in new[] { 1, 7, 100 })
        {
            foreach (var account in ChartOfAccounts.All.Cast<BookAccount?>().Append(null))
            {
                var (listed, after) = (new List<string>(), default(BookPosition));
                do
                {
                    var part = await reader.ListAsync(Tenant, Ever, account, after, limit, default);
                    listed.AddRange(part.Entries.Select(entry => entry.Id));
                    Assert.True(part.Next is null || (BookPosition.TryParse(part.Next.ToString(), out after) && after == part.Next));
                    after = part.Next;
                }
                while (after is not null);

                Assert.Equal(all.Where(entry => account is null || entry.Legs.Any(leg => leg.Account == account)).Select(entry => entry.Id), listed);
            }
        }
    }

    [Fact]
    public async Task Every_entry_is_posted_once_whatever_fails_and_whoever_races()
    {
        for (var seed = 1; seed <= 10; seed++)
        {
            var world = await ProofWorld.PlayAsync(seed, customers: 3);
            var faulty = new FaultyStore(world.Store, new Random(seed), faults: 0.1);
            await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => TryAsync(faulty)));

            var entries = await ReaderOver(world.Store).ReadAsync(Tenant, Ever, default).ToListAsync();
            var balance = await ReaderOver(world.Store).TrialBalanceAsync(Tenant, Ever.End, default);
            Assert.True(entries.Count == entries.DistinctBy(entry => entry.Id).Count(), $"seed {seed}");
            Assert.True(balance.Totals.SequenceEqual(BookTotal.Of(entries)), $"seed {seed}");
        }
    }

    [Fact]
    public async Task A_wallet_that_moved_on_many_days_is_posted_in_as_many_commits_as_it_takes()
    {
        var pipeline = await Pipeline.CreateAsync();
        var wallets = new Tallystick.Core.Wallets.WalletService(pipeline.Store);
        for (var day = 0; day < 65; day++)
        {
            (await wallets.TopUpAsync(Account, Usd, 1, Id<Tallystick.Core.Wallets.Payment>.Of($"{day}"), pipeline.Start + Duration.FromDays(day), default)).OrThrow();
        }

        var balance = await ReaderOver(pipeline.Store).TrialBalanceAsync(Tenant, pipeline.Start + Duration.FromDays(60), default);

        Assert.Equal(60m, balance.Balance(BookAccount.Cash, Usd));
        Assert.Equal(65, (await ReaderOver(pipeline.Store).ListAsync(Tenant, Ever, BookAccount.Cash, after: null, 100, default)).Entries.Count);
    }

    private static BookReader ReaderOver(IDocumentStore store) => new(store, new WalletPoster(store));

    private static async Task TryAsync(IDocumentStore store)
    {
        try
        {
            await new WalletPoster(store).PostAllAsync(default);
        }
        catch (StoreUnavailableException)
        {
            // As a crash at that point; the next attempt goes on from there.
        }
    }
}
