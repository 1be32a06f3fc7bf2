namespace Tallystick.Core.Catalog;

/// <summary>What becomes of events and corrections that come after their period was sealed.</summary>
public enum LateEventPolicy
{
    /// <summary>They are billed with the next invoice, in a line of their own that names the period they belong to.</summary>
    NextInvoice,

    /// <summary>They do not count: they are rejected, and so are corrections of events of the period.</summary>
    Reject,

    /// <summary>They are billed when the next invoice is, by a credit or debit note of its own for each invoice that they change.</summary>
    CreditOrDebitNote,
}
