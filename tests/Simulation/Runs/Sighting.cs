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

    /// <summary>Money of a grant that expired.</summary>
    GrantExpired,

    /// <summary>Money of a grant that was taken back.</summary>
    GrantVoided,

    /// <summary>Money of a grant that went on into the next day.</summary>
    GrantRolledOver,

    /// <summary>Money of a grant that a hold set aside.</summary>
    GrantHeld,

    /// <summary>A grant that was used up, and got back what it had paid for an invoice.</summary>
    GrantReopened,

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

    /// <summary>An event that came after its period was sealed, under a plan that takes nothing late.</summary>
    RejectedAsLate,

    /// <summary>An event that came without its price, or with one out of bounds.</summary>
    RejectedForItsPrice,

    /// <summary>An event that occurred after its subscription's end.</summary>
    RejectedBehindTheEnd,

    /// <summary>A correction of what another had corrected before.</summary>
    CorrectedTwice,

    /// <summary>A correction of what did not count, or was a void.</summary>
    RejectedCorrection,

    /// <summary>An event that was rejected, and counted when it was replayed.</summary>
    Replayed,

    /// <summary>An event that was voided.</summary>
    Voided,

    /// <summary>An event that was amended.</summary>
    Amended,

    /// <summary>An amendment that was corrected in its turn.</summary>
    AmendmentCorrected,

    /// <summary>A correction in a log made anew of what an earlier log holds.</summary>
    CorrectedAcrossLogs,

    /// <summary>Usage that was paid, corrected, and given back to the wallet in part.</summary>
    UsageRefunded,

    /// <summary>A window between whose events those of other hours moved the tally of their period.</summary>
    TallyInterrupted,

    /// <summary>Usage that took something off what was owed of its period.</summary>
    OwedForgiven,

    /// <summary>A subscription whose end cut its last period.</summary>
    Terminated,

    /// <summary>A run-off with something late in it.</summary>
    RunOffBilled,

    /// <summary>A run-off that nothing came in.</summary>
    RunOffClosed,

    /// <summary>An event that came behind the run-off.</summary>
    RejectedBehindTheRunOff,

    /// <summary>An invoice that was called off, of which late usage would have given something back.</summary>
    CalledOffNotCredited,

    /// <summary>A subscription that waited for its first invoice to be paid.</summary>
    ActivatedByPayment,

    /// <summary>A period that was passed over because the subscription was not active.</summary>
    PassedOver,

    /// <summary>A period that was closed because a test clock moved.</summary>
    BilledByTestClock,

    /// <summary>An invoice that was called off.</summary>
    InvoiceVoided,

    /// <summary>Tax on top of prices.</summary>
    Taxed,

    /// <summary>Tax in prices.</summary>
    TaxIncluded,

    /// <summary>A line whose units cost different amounts.</summary>
    LineOfManyPrices,

    /// <summary>A line of prices that came with the events.</summary>
    LineOfEventPrices,

    /// <summary>A late line that moved what was billed before to other prices: fewer units cost more, or more cost less.</summary>
    UnitsPricedAnew,

    /// <summary>A late line that takes away.</summary>
    NegativeLateLine,

    /// <summary>A late line for a period before the one before.</summary>
    LateLineOfLongAgo,

    /// <summary>A fee for the next period.</summary>
    FeeInAdvance,

    /// <summary>A fee for the period itself.</summary>
    FeeInArrears,

    /// <summary>A fact that an endpoint was told of more than once.</summary>
    ToldTwice,

    /// <summary>A delivery that was given up, and made when it was replayed.</summary>
    DeliveryReplayed,
}
