namespace Tallystick.Core.Catalog;

/// <summary>What becomes of an overdue invoice when all of a plan's reminders were of no avail.</summary>
public enum DunningEnd
{
    /// <summary>It stays overdue.</summary>
    None,

    /// <summary>It is written off.</summary>
    WriteOff,

    /// <summary>Its subscription is ended at once; the invoice stays overdue.</summary>
    Terminate,
}
