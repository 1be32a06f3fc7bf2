namespace Tallystick.Tests.Simulation.Runs;

/// <summary>What runs must meet now and then, or they would prove nothing about it.</summary>
internal enum Sighting
{
    /// <summary>A retry in the log.</summary>
    Duplicate,

    /// <summary>A key that was used for something else.</summary>
    Conflict,

    /// <summary>An event that was rejected.</summary>
    Rejected,

    /// <summary>A retry in a log made anew of what an earlier log holds.</summary>
    DuplicateAcrossLogs,

    /// <summary>Usage that a hold paid.</summary>
    HoldPosted,

    /// <summary>A hold whose time ran out.</summary>
    HoldExpired,

    /// <summary>A hold that was called off.</summary>
    HoldReleased,

    /// <summary>A wallet that could not pay.</summary>
    Owed,

    /// <summary>An invoice that the wallet paid.</summary>
    InvoicePaid,

    /// <summary>An invoice that was called off after the wallet had paid some of it.</summary>
    InvoiceRefunded,

    /// <summary>An invoice or note below zero that the wallet was given.</summary>
    InvoiceCredited,

    /// <summary>A note below zero.</summary>
    CreditNote,

    /// <summary>A note that is not.</summary>
    DebitNote,

    /// <summary>An invoice line for an earlier period.</summary>
    LateLine,

    /// <summary>A line that the wallet had paid in part.</summary>
    PrepaidInPart,
}
