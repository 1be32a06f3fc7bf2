using Tallystick.Core.Values;

namespace Tallystick.Core.Customers;

/// <summary>Who has an external id.</summary>
/// <param name="ExternalId">The external id.</param>
/// <param name="CustomerId">The customer.</param>
internal sealed record ExternalIdHolder(string ExternalId, Id<Customer> CustomerId);
