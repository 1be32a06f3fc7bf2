using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Core.Usage;

/// <summary>Lists counted events, account by account, in log order.</summary>
/// <param name="store">Windows and customers.</param>
/// <param name="events">Reads events back from the log.</param>
public sealed class UsageList(IDocumentStore store, AccountEvents events)
{
    /// <summary>A part of the events that occurred in a period, and how many there are in all.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="customer">Only this customer's; null for all.</param>
    /// <param name="period">When they occurred.</param>
    /// <param name="filter">Only events that pass; null for all.</param>
    /// <param name="page">Which part.</param>
    /// <param name="cancellation">Ends the work.</param>
    public async Task<Page<Delivery>> ReadAsync(
        Tenant tenant,
        Customer? customer,
        Period period,
        Func<Delivery, CancellationToken, ValueTask<bool>>? filter,
        PageRequest page,
        CancellationToken cancellation)
    {
        var found = new List<Delivery>();
        long total = 0;
        await foreach (var account in TenantAccounts.ReadAsync(store, tenant, customer, cancellation))
        {
            var (whole, count) = await CountAsync(account, period, cancellation);
            var isWanted = total + count > page.Offset && found.Count < page.Limit;
            if (whole && !isWanted && filter is null)
            {
                total += count;
                continue;
            }

            await foreach (var delivery in events.CountedAsync(account, period, cancellation))
            {
                if (filter is not null && !await filter(delivery, cancellation))
                {
                    continue;
                }

                if (total >= page.Offset && found.Count < page.Limit)
                {
                    found.Add(delivery);
                }

                total++;
            }
        }

        return new Page<Delivery>(found, page, total);
    }

    /// <summary>How many events the windows have, and whether the period holds all of them: otherwise it is an upper bound.</summary>
    private async Task<(bool Whole, long Count)> CountAsync(AccountId account, Period period, CancellationToken cancellation)
    {
        var windows = await store.ListAllAsync<UsageWindow>(UsageWindow.RangeOf(account.ToString(), period), cancellation);
        return (
            windows.All(window => period.Contains(window.FirstOccurredAt) && period.Contains(window.LastOccurredAt)),
            windows.Sum(window => window.Events));
    }
}
