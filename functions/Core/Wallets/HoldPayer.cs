namespace Tallystick.Core.Wallets;

/// <summary>Who pays for the usage that a hold is placed for.</summary>
public enum HoldPayer
{
    /// <summary>The wallet: the money is set aside.</summary>
    Wallet,

    /// <summary>The invoice of the period: no money is set aside; what the hold reserves stands against caps alone.</summary>
    Invoice,
}
