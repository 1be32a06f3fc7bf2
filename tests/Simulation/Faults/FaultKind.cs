namespace Tallystick.Tests.Simulation.Faults;

/// <summary>What goes wrong by chance. What clients do wrong (retries, late events, a new log) is in the scenario.</summary>
internal enum FaultKind
{
    /// <summary>A process ends at one of its awaits.</summary>
    Crash,

    /// <summary>A store turns a call away: nothing was done.</summary>
    Throttled,

    /// <summary>Another writer changes a document's version just before a commit.</summary>
    Conflict,

    /// <summary>A call times out, and was not done.</summary>
    TimedOutBefore,

    /// <summary>A call times out, and was done.</summary>
    TimedOutAfter,

    /// <summary>A call takes up to a minute.</summary>
    Slow,

    /// <summary>A consumer is given records that it was given before.</summary>
    Redelivered,

    /// <summary>A consumer is given a batch before the one that stands before it.</summary>
    Reordered,

    /// <summary>The checkpoint of a partition moves past a batch whose consumer threw.</summary>
    CheckpointSkipped,

    /// <summary>A second consumer takes a partition while the first goes on.</summary>
    SecondOwner,

    /// <summary>A clock is wrong from the start, by up to ten minutes.</summary>
    ClockOff,

    /// <summary>A clock jumps, to up to ten minutes off.</summary>
    ClockJump,

    /// <summary>A timer fires twice, both at once.</summary>
    TimerTwice,

    /// <summary>A timer fires hours late.</summary>
    TimerLate,

    /// <summary>A timer does not fire.</summary>
    TimerNever,

    /// <summary>A receiver of webhooks cannot be reached.</summary>
    ReceiverAway,

    /// <summary>A receiver of webhooks gets a message, and its answer is lost.</summary>
    ReceiverUnheard,

    /// <summary>A receiver of webhooks gets a message, and answers 500.</summary>
    ReceiverFails,
}
