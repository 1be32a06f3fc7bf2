namespace Tallystick.Core.Wallets;

/// <summary>How a grant stands.</summary>
public enum GrantStatus
{
    /// <summary>Nothing of it has come yet.</summary>
    Pending,

    /// <summary>Something of it is there, or will come again.</summary>
    Active,

    /// <summary>All of it was used.</summary>
    Exhausted,

    /// <summary>Nothing of it is there any more, and some of it was never used.</summary>
    Expired,

    /// <summary>The merchant took it back.</summary>
    Voided,
}
