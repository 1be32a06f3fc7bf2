namespace Tallystick.Core.Wallets;

/// <summary>Where an automatic top-up is.</summary>
public enum AutoTopUpState
{
    /// <summary>Waits for the available money to fall below the threshold.</summary>
    Ready,

    /// <summary>It has fallen, and a payment is asked for, or awaited.</summary>
    Asking,

    /// <summary>The payment was not made. Nothing more is asked for until there is enough again, or the settings are made anew.</summary>
    Failed,
}
