using Tallystick.Core.Values;

namespace Tallystick.Core.Payments;

/// <summary>A saved method as a payment charges it: kept with the payment, so that asked again it is asked in the same words.</summary>
/// <param name="Id">The method.</param>
/// <param name="ProviderCustomer">The provider's own name for the customer.</param>
/// <param name="ProviderMethod">The provider's own name for the method.</param>
public sealed record ChargedMethod(Id<PaymentMethod> Id, string ProviderCustomer, string ProviderMethod);
