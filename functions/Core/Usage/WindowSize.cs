namespace Tallystick.Core.Usage;

/// <summary>How finely a usage query parts time.</summary>
public enum WindowSize
{
    /// <summary>Not at all.</summary>
    Whole,

    /// <summary>By minutes.</summary>
    Minute,

    /// <summary>By hours.</summary>
    Hour,

    /// <summary>By days of a time zone.</summary>
    Day,

    /// <summary>By months of a time zone.</summary>
    Month,
}
