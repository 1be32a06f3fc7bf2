namespace Tallystick.Core.Catalog;

/// <summary>When something is paid.</summary>
public enum PaymentTerm
{
    /// <summary>At the end of the period, on its invoice.</summary>
    InArrears,

    /// <summary>At the beginning of the period; only fees, whose amount is known then.</summary>
    InAdvance,

    /// <summary>From the wallet, as it is used; only metrics.</summary>
    Instant,
}
