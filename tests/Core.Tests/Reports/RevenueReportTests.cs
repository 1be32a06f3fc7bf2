using NodaTime;
using Tallystick.Core.Books;
using Tallystick.Core.Reports;
using Tallystick.Core.Storage;
using Tallystick.Core.Values;
using Tallystick.Tests.Core.Tests.Proofs;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Tests.Core.Tests.Reports;

/// <summary>Revenue is what is on the revenue account, however it is parted.</summary>
public class RevenueReportTests
{
    private static readonly Currency Usd = Currency.Parse("USD");

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Every_grouping_of_every_month_sums_exactly_to_the_revenue_account(int seed)
    {
        var world = await ProofWorld.PlayAsync(seed, customers: 8);
        var (books, reports) = Over(world.Store);
        var seen = 0m;
        for (var month = new LocalDate(2025, 11, 1); month < new LocalDate(2026, 9, 1); month = month.PlusMonths(1))
        {
            var period = new Period(At(month), At(month.PlusMonths(1)));
            var booked = await BalanceAsync(period.End) - await BalanceAsync(period.Start);
            seen += Math.Abs(booked);
            foreach (var by in Enum.GetValues<RevenueGrouping>())
            {
                var rows = await reports.RunAsync(ProofWorld.Tenant, period, by, default);
                Assert.True(booked == rows.Sum(row => row.Amount), $"seed {seed}, {month} by {by}: {booked} is booked, the report has {rows.Sum(row => row.Amount)}");
            }
        }

        Assert.True(seen > 0, $"seed {seed} has no revenue");

        async Task<decimal> BalanceAsync(Instant at) => (await books.TrialBalanceAsync(ProofWorld.Tenant, at, default)).Balance(BookAccount.Revenue, Usd);
    }

    private static Instant At(LocalDate date) => date.AtStartOfDayInZone(DateTimeZone.Utc).ToInstant();

    private static (BookReader Books, RevenueReports Reports) Over(IDocumentStore store)
    {
        var books = new BookReader(store, new WalletPoster(store));
        return (books, new RevenueReports(store, books));
    }
}
