using Tallystick.Core.Values;

namespace Tallystick.Core.Customers;

/// <summary>The tenant-wide list's entry of a subscription; written first, so one without a subscription may be there and means nothing.</summary>
/// <param name="SubscriptionId">The subscription.</param>
/// <param name="CustomerId">Whose account has it.</param>
internal sealed record SubscriptionEntry(Id<Subscription> SubscriptionId, Id<Customer> CustomerId);
