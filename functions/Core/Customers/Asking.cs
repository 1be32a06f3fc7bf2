using NodaTime;

namespace Tallystick.Core.Customers;

/// <summary>How a change of a subscription was asked for: what merchants are told of it.</summary>
/// <param name="By">Who asked; null for what follows of itself.</param>
/// <param name="Moment">When what was asked for now begins; the customer's time for what is asked for later.</param>
internal readonly record struct Asking(Party? By, Instant Moment)
{
    /// <summary>The customer or the merchant.</summary>
    internal static Party PartyOf(bool isCustomer) => isCustomer ? Party.Customer : Party.Merchant;
}
