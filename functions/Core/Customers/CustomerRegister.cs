using Tallystick.Core.Notifications;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Core.Customers;

/// <summary>A tenant's customers.</summary>
public sealed class CustomerRegister(IDocumentStore store, TestClocks clocks, IEnumerable<ICustomerAdded> listeners)
{
    private readonly Announcements announcements = new(store);

    /// <summary>
    /// Adds a customer under an id of its own and does what follows; adding the same one again changes nothing. Refused: <c>EXTERNAL_ID_TAKEN</c>,
    /// <c>UNKNOWN_TIME_ZONE</c>, <c>TEST_CLOCK_NOT_FOUND</c>.
    /// </summary>
    public async ValueTask<Result<Customer>> AddAsync(Tenant tenant, Customer customer, CancellationToken cancellation)
    {
        if (!TimeZones.TryFind(customer.TimeZone, out _))
        {
            return Refusal.Invalid("timeZone", "A time zone of the IANA database is expected, for example Europe/Berlin.", "UNKNOWN_TIME_ZONE");
        }

        if (customer.TestClockId is { } clock && !(await clocks.GetAsync(tenant, clock, cancellation, "testClockId")).TryGet(out _, out var refused))
        {
            return refused;
        }

        List<DocumentWrite> writes = [DocumentWrite.Create(customer.Id.ToString(), customer.ToBody())];
        if (customer.ExternalId is { } externalId)
        {
            var holder = new ExternalIdHolder(externalId, customer.Id);
            writes.Add(DocumentWrite.Create(CustomerPartition.ExternalDocument(externalId), holder.ToBody()));
        }

        var added = await announcements.CommitAsync(tenant, CustomerPartition.Of(tenant), writes, [CustomerFigures.FactOf(customer)], cancellation)
            ? customer
            : (await store.ReadAsync<Customer>(CustomerPartition.Of(tenant), customer.Id.ToString(), cancellation))?.Value;
        if (added is null)
        {
            return Refusal.Conflict("EXTERNAL_ID_TAKEN", $"Another customer has the external id '{customer.ExternalId}'.") with
            {
                Errors = [new FieldError("externalId", "Another customer has this external id.", "EXTERNAL_ID_TAKEN")],
            };
        }

        foreach (var listener in listeners)
        {
            await listener.AddedAsync(tenant, added, cancellation);
        }

        return added;
    }

    /// <summary>A customer by id.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="id">Its id.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <param name="field">The field that named it, where a body did.</param>
    public async ValueTask<Result<Customer>> GetAsync(Tenant tenant, Id<Customer> id, CancellationToken cancellation, string? field = null) =>
        await store.ReadAsync<Customer>(CustomerPartition.Of(tenant), id.ToString(), cancellation) is { } found
            ? found.Value
            : Refusal.NotFound("CUSTOMER", id.ToString(), field);

    /// <summary>The customers, newest first.</summary>
    public ValueTask<Page<Customer>> PageAsync(Tenant tenant, PageRequest page, CancellationToken cancellation) =>
        store.PageAsync<Customer>(DocumentRange.WithPrefix(CustomerPartition.Of(tenant), Customer.IdPrefix + "_"), page, cancellation);
}
