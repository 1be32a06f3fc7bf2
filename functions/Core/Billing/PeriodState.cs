namespace Tallystick.Core.Billing;

/// <summary>How far the closing of a period has come.</summary>
public enum PeriodState
{
    /// <summary>Usage is counted into it.</summary>
    Open,

    /// <summary>It and its grace time are over; the consumers are still on their way to the noted ends of the log.</summary>
    Closing,

    /// <summary>What belongs to it is settled: what comes now is late.</summary>
    Sealed,

    /// <summary>It has a draft invoice.</summary>
    Drafted,

    /// <summary>Its invoice was sent.</summary>
    Issued,

    /// <summary>Its invoice was paid.</summary>
    Paid,

    /// <summary>Its invoice was due and is not paid.</summary>
    Overdue,

    /// <summary>Its invoice was called off.</summary>
    Void,

    /// <summary>It was closed without an invoice: a run-off that nothing came in, or nothing but what is on notes.</summary>
    Closed,

    /// <summary>Its invoice was written off.</summary>
    WrittenOff,
}
