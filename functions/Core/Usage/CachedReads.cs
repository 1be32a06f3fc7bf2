using NodaTime;
using Tallystick.Core.Customers;
using Tallystick.Core.Storage;

namespace Tallystick.Core.Usage;

/// <summary>
/// Readers that may go on with what they read a while ago, for a back end whose reads are paid for, and as far as no answer changes by it.
/// </summary>
public static class CachedReads
{
    /// <summary>
    /// For how long metering goes on with a tenant's metrics, a plan's version or an account's subscriptions. Half of the time after which changes of them come into force
    /// (<see cref="Catalog.CatalogSettings.CacheTime"/>, 60 s where there are several processes): the other half is for clocks that differ.
    /// </summary>
    public static readonly Duration OfTerms = Duration.FromSeconds(30);

    /// <summary>
    /// For how long ingest goes on with a customer. One that is erased meanwhile may have events accepted for as long; metering reads the customer anew and rejects
    /// them.
    /// </summary>
    public static readonly Duration OfCustomers = Duration.FromSeconds(5);

    /// <summary>Who there is, for ingest.</summary>
    public static CustomerDirectory ForIngest(IDocumentStore store, TimeProvider time) =>
        new(new KeptDocuments(store, OfCustomers, time, (partition, _) => partition.EndsWith("/customers", StringComparison.Ordinal), keepsAbsence: false));

    /// <summary>What usage is charged on, for metering. Customers are always asked for: their erasure is in force at once.</summary>
    public static IAccountTermsReader ForMetering(IDocumentStore store, TimeProvider time) =>
        new KeptMetrics(
            new AccountTermsReader(
                new KeptDocuments(
                    store,
                    OfTerms,
                    time,
                    (partition, id) => id == AccountSubscriptions.DocumentId || partition.EndsWith("/catalog", StringComparison.Ordinal),
                    keepsAbsence: true),
                new CustomerDirectory(store)),
            OfTerms,
            time);
}
