using NodaTime.Text;
using Tallystick.Core.Books;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Core.Reports;

/// <summary>Parts what is on the revenue account: the groups of a period add up to what the account changed by.</summary>
/// <param name="store">Where subscriptions and plans are.</param>
/// <param name="books">The books.</param>
public sealed class RevenueReports(IDocumentStore store, BookReader books)
{
    private static readonly InstantPattern Month = InstantPattern.CreateWithInvariantCulture("uuuu-MM");

    private readonly ChargedPlans plans = new(store);

    /// <summary>The revenue that was booked in a period, by group and currency, in the order of the keys; what has none is last. Groups that come to 0 are among them.</summary>
    /// <exception cref="StoreUnavailableException">A store cannot answer now.</exception>
    public async Task<IReadOnlyList<RevenueRow>> RunAsync(Tenant tenant, Period period, RevenueGrouping by, CancellationToken cancellation)
    {
        var amounts = new Dictionary<(string? Key, Currency Currency), decimal>();
        await foreach (var entry in books.ReadInvoicesAsync(tenant, period, cancellation))
        {
            foreach (var leg in entry.Legs.Where(leg => leg.Account == BookAccount.Revenue))
            {
                var key = by switch
                {
                    RevenueGrouping.Plan => await plans.OfAsync(tenant, entry, leg, cancellation),
                    RevenueGrouping.Customer => entry.CustomerId.ToString(),
                    RevenueGrouping.Metric => leg.MetricId,
                    _ => Month.Format(entry.At),
                };
                amounts[(key, entry.Currency)] = amounts.GetValueOrDefault((key, entry.Currency)) - leg.Amount;
            }
        }

        return
        [
            .. amounts.Select(pair => new RevenueRow(pair.Key.Key, pair.Key.Currency, pair.Value))
                .OrderBy(row => row.Key is null).ThenBy(row => row.Key, StringComparer.Ordinal).ThenBy(row => row.Currency.ToString(), StringComparer.Ordinal),
        ];
    }
}
