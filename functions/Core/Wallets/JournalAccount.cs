namespace Tallystick.Core.Wallets;

/// <summary>Where the money of a wallet is. The balances of a wallet always sum to zero.</summary>
public enum JournalAccount
{
    /// <summary>The world outside: minus what was ever paid in by the customer, or credited or granted by the merchant.</summary>
    Funding,

    /// <summary>Free to be held or spent.</summary>
    Available,

    /// <summary>Set aside for open holds.</summary>
    Held,

    /// <summary>Gone for usage and invoices.</summary>
    Spent,

    /// <summary>Gone unused when its time was over.</summary>
    Expired,

    /// <summary>Gone unused because the merchant took the grant back.</summary>
    Voided,

    /// <summary>On its way back to where a payment came from.</summary>
    Refunding,

    /// <summary>Gone back to where a payment came from.</summary>
    Refunded,
}
