namespace Tallystick.Core.Billing;

/// <summary>What an invoice is to the customer.</summary>
public enum InvoiceType
{
    /// <summary>The bill of a period.</summary>
    Invoice,

    /// <summary>Takes from an earlier invoice: its grand total is below 0.</summary>
    CreditNote,

    /// <summary>Adds to an earlier invoice: its grand total is 0 or more.</summary>
    DebitNote,
}
