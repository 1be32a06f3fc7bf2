using Tallystick.Core.Customers;
using Tallystick.Core.Values;

namespace Tallystick.Core.Notifications;

/// <summary>A billing period that could not be closed, as it was put aside.</summary>
/// <param name="SubscriptionId">The subscription.</param>
/// <param name="CustomerId">Whose it is.</param>
/// <param name="Period">The period's number, from 0.</param>
/// <param name="Problem">Why it could not be closed.</param>
public sealed record StoppedFigures(Id<Subscription> SubscriptionId, Id<Customer> CustomerId, int Period, string Problem);
