namespace Tallystick.DevHost.Demo.Year;

/// <summary>How a company of the demo pays what it is billed.</summary>
public enum YearPayer
{
    /// <summary>From a wallet that it tops up every month.</summary>
    Wallet,

    /// <summary>Topped up once, and used up.</summary>
    WalletOnce,

    /// <summary>By a saved card.</summary>
    Card,

    /// <summary>By a saved card, which its bank has declined since the last month began.</summary>
    DeclinedCard,

    /// <summary>By transfer, in time.</summary>
    Transfer,

    /// <summary>By transfer, after reminders.</summary>
    LateTransfer,

    /// <summary>By transfer, and not since the last two months.</summary>
    Stopped,
}
