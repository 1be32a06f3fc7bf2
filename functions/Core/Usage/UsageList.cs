using System.Runtime.CompilerServices;
using NodaTime;
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
    private readonly ParsedDocuments<UsageWindow> windows = new(store);

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
            // Without a filter the windows tell how many there are, and the log is read as far as the page goes.
            long? count = filter is null ? await CountAsync(account, period, cancellation) : null;
            var before = total;
            if (count is null || (before + count > page.Offset && found.Count < page.Limit))
            {
                await foreach (var delivery in events.CountedAsync(account, period, cancellation))
                {
                    if (filter is not null && !await filter(delivery, cancellation))
                    {
                        continue;
                    }

                    if (total++ >= page.Offset && found.Count < page.Limit)
                    {
                        found.Add(delivery);
                    }

                    if (count is not null && found.Count == page.Limit)
                    {
                        break;
                    }
                }
            }

            total = before + count ?? total;
        }

        return new Page<Delivery>(found, page, total);
    }

    /// <summary>All counted events that occurred in a period, account by account, in log order, however many there are.</summary>
    /// <exception cref="RecordsPurgedException">The first of an account's are no longer kept.</exception>
    public async IAsyncEnumerable<Delivery> AllAsync(Tenant tenant, Period period, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var account in TenantAccounts.ReadAsync(store, tenant, customer: null, cancellation))
        {
            await foreach (var delivery in events.CountedAsync(account, period, cancellation))
            {
                yield return delivery;
            }
        }
    }

    /// <summary>How many events occurred in a period: those of hours that a border of it parts are counted one by one.</summary>
    private async Task<long> CountAsync(AccountId account, Period period, CancellationToken cancellation)
    {
        var count = 0L;
        foreach (var hour in (await windows.ListAsync(UsageWindow.RangeOf(account.ToString(), period), cancellation)).GroupBy(window => window.Hour))
        {
            if (hour.All(window => period.Contains(window.FirstOccurredAt) && period.Contains(window.LastOccurredAt)))
            {
                count += hour.Sum(window => window.Events);
            }
            else
            {
                var part = new Period(Instant.Max(hour.Key, period.Start), Instant.Min(hour.Key + Duration.FromHours(1), period.End));
                await foreach (var _ in events.CountedAsync(account, part, cancellation))
                {
                    count++;
                }
            }
        }

        return count;
    }
}
