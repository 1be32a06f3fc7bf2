using NodaTime;
using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;

namespace Tallystick.Core.Limits;

/// <summary>Has accounts looked at for which something is defined.</summary>
/// <param name="store">Where the entries are.</param>
internal sealed class WatchedAccounts(IDocumentStore store)
{
    /// <summary>Longer than metering goes on with what it read (<see cref="CachedReads.OfTerms"/>), and sees nothing of what is defined now.</summary>
    private static readonly Duration Patience = Duration.FromMinutes(2);

    /// <summary>Called before something is defined, so that no usage that comes after it is passed over.</summary>
    /// <param name="tenant">Whose definition.</param>
    /// <param name="customer">For whom; null for more than one customer.</param>
    /// <param name="now">The real time.</param>
    /// <param name="cancellation">Ends the wait.</param>
    internal async Task BeginAsync(Tenant tenant, Id<Customer>? customer, Instant now, CancellationToken cancellation)
    {
        var partition = Watching.PartitionOf(tenant);
        while (true)
        {
            var read = await store.ReadAsync<Watching>(partition, Watching.DocumentId, cancellation);
            var wanted = new Watching(customer is null || read is { Value.All: true });
            if (read?.Value == wanted
                || await store.CommitAsync(partition, [new Versioned<Watching>(wanted, read?.ETag).ToWrite(Watching.DocumentId)], cancellation))
            {
                break;
            }
        }

        if (customer is { } one)
        {
            await store.CommitAsync(WatchedAccount.Partition, [new WatchedAccount(AccountId.Of(tenant, one), now + Patience).ToWrite()], cancellation);
        }
    }
}
