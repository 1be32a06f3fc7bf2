namespace Tallystick.Tests.Simulation.Runs;

/// <summary>What makes counting exact. Each can be switched off, to see that the simulator notices.</summary>
internal enum Mechanism
{
    /// <summary>A claim names the position that owns it.</summary>
    ClaimOwner,

    /// <summary>Windows and wallets say up to where the log is folded in.</summary>
    Watermark,

    /// <summary>A commit is conditional on the versions that were read.</summary>
    ETag,

    /// <summary>Metering notices that records are missing before a batch.</summary>
    GapDetector,

    /// <summary>A closed period notes up to where the log belongs to it.</summary>
    Seal,

    /// <summary>A hold is resolved once.</summary>
    HoldResolution,

    /// <summary>An event has one place, which its first correction takes.</summary>
    CorrectionPlace,

    /// <summary>What merchants are told of is written in the commit that makes it true.</summary>
    Outbox,
}
