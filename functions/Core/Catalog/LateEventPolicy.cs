namespace Tallystick.Core.Catalog;

/// <summary>What becomes of events that come after their period was sealed.</summary>
public enum LateEventPolicy
{
    /// <summary>They are billed with the next invoice, in a line of their own that names the period they belong to.</summary>
    NextInvoice,
}
