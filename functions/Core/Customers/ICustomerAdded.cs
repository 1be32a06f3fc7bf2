using Tallystick.Core.Tenancy;

namespace Tallystick.Core.Customers;

/// <summary>Does what follows from a new customer.</summary>
public interface ICustomerAdded
{
    /// <summary>
    /// Called after the customer was written, and again where the call before may have failed: doing it twice must be harmless.
    /// </summary>
    Task AddedAsync(Tenant tenant, Customer customer, CancellationToken cancellation);
}
