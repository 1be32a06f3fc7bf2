namespace Tallystick.Core.Wallets;

/// <summary>What has become of a hold. All but <see cref="Open"/> are final.</summary>
public enum HoldStatus
{
    /// <summary>Usage can be paid from it.</summary>
    Open,

    /// <summary>All of its uses were made; what they left was released.</summary>
    Consumed,

    /// <summary>Voided by the merchant; the rest was released.</summary>
    Released,

    /// <summary>Its time ran out; the rest was released.</summary>
    Expired,
}
