namespace Tallystick.Core.Billing;

/// <summary>How far an invoice has come.</summary>
public enum InvoiceStatus
{
    /// <summary>Under review: it has no number, and may be discarded.</summary>
    Draft,

    /// <summary>Sent, with a number; its lines and totals never change again.</summary>
    Issued,

    /// <summary>Nothing is left to pay.</summary>
    Paid,

    /// <summary>Issued, and not paid when it was due.</summary>
    Overdue,

    /// <summary>Called off; the number stays taken.</summary>
    Void,

    /// <summary>Issued and not paid, and not expected to be; it may be paid all the same.</summary>
    WrittenOff,
}
