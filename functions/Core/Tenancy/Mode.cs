namespace Tallystick.Core.Tenancy;

/// <summary>Which of a merchant's two sets of data: each API key belongs to one.</summary>
public enum Mode
{
    /// <summary>Real money.</summary>
    Live,

    /// <summary>For trying out: data of its own, no money moves, time can be set by test clocks.</summary>
    Test,
}
