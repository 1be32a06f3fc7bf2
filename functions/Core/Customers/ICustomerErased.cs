using Tallystick.Core.Tenancy;

namespace Tallystick.Core.Customers;

/// <summary>Erases what else is known of a customer who was erased.</summary>
public interface ICustomerErased
{
    /// <summary>Called after the customer's document was erased, and again at every repetition: doing it twice must be harmless.</summary>
    Task ErasedAsync(Tenant tenant, Customer customer, CancellationToken cancellation);
}
