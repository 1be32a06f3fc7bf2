using System.Runtime.CompilerServices;
using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Core.Books;

/// <summary>A merchant's books: the journal and the trial balance.</summary>
/// <param name="store">Where they are.</param>
/// <param name="poster">Takes into them what wallets did.</param>
public sealed class BookReader(IDocumentStore store, WalletPoster poster)
{
    /// <summary>How many entries a listing looks at: a filter may pass over all of them.</summary>
    private const int MaxLookedAt = 5000;

    private readonly BookScan scan = new(store);

    /// <summary>Entries of a period, by day and time.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="period">From when to when.</param>
    /// <param name="account">Only those that are on this account; null for all.</param>
    /// <param name="after">Where the listing before ended; null to begin.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="StoreUnavailableException">A store cannot answer now.</exception>
    public async Task<BookListing> ListAsync(
        Tenant tenant, Period period, BookAccount? account, BookPosition? after, int limit, CancellationToken cancellation)
    {
        if (after is null)
        {
            await poster.PostAsync(tenant, cancellation);
        }

        var (found, seen, last) = (new List<BookEntry>(), 0, after);
        await foreach (var (position, entry) in scan.ReadAsync(BookDocuments.Partitions(tenant), period, after, cancellation))
        {
            if (found.Count == limit || seen++ == MaxLookedAt)
            {
                return new BookListing(found, last);
            }

            last = position;
            if (account is null || entry.Legs.Any(leg => leg.Account == account))
            {
                found.Add(entry);
            }
        }

        return new BookListing(found, null);
    }

    /// <summary>All entries of a period, by day and time, however many there are.</summary>
    /// <exception cref="StoreUnavailableException">A store cannot answer now.</exception>
    public async IAsyncEnumerable<BookEntry> ReadAsync(
        Tenant tenant, Period period, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await poster.PostAsync(tenant, cancellation);
        await foreach (var (_, entry) in scan.ReadAsync(BookDocuments.Partitions(tenant), period, after: null, cancellation))
        {
            yield return entry;
        }
    }

    /// <summary>The entries of a period that invoices made: all that revenue and tax are in.</summary>
    /// <exception cref="StoreUnavailableException">A store cannot answer now.</exception>
    public async IAsyncEnumerable<BookEntry> ReadInvoicesAsync(Tenant tenant, Period period, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var (_, entry) in scan.ReadAsync([BillingDocuments.PartitionOf(tenant)], period, after: null, cancellation))
        {
            yield return entry;
        }
    }

    /// <summary>What is on all accounts by what was before an instant: the totals of whole days, and the entries of the instant's own.</summary>
    /// <exception cref="StoreUnavailableException">A store cannot answer now.</exception>
    public async Task<TrialBalance> TrialBalanceAsync(Tenant tenant, Instant at, CancellationToken cancellation)
    {
        await poster.PostAsync(tenant, cancellation);
        var totals = new List<BookTotal>();
        foreach (var partition in BookDocuments.Partitions(tenant))
        {
            foreach (var day in await store.ListAllAsync<BookDay>(BookDocuments.TotalsBefore(partition, at), cancellation))
            {
                totals.AddRange(day.Totals);
            }
        }

        var today = new Period(at.InUtc().Date.AtStartOfDayInZone(DateTimeZone.Utc).ToInstant(), at);
        await foreach (var (_, entry) in scan.ReadAsync(BookDocuments.Partitions(tenant), today, after: null, cancellation))
        {
            totals.AddRange(BookTotal.Of([entry]));
        }

        return new TrialBalance(at, BookTotal.Sum(totals));
    }
}
