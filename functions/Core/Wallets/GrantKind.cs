namespace Tallystick.Core.Wallets;

/// <summary>What a grant was made for. It says so, and decides nothing.</summary>
public enum GrantKind
{
    /// <summary>A gift of the merchant.</summary>
    Promotional,

    /// <summary>The customer paid for it, by another way than <see cref="Payment"/>.</summary>
    Paid,
}
