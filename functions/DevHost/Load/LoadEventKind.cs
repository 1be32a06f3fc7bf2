namespace Tallystick.DevHost.Load;

/// <summary>What a delivery is for the meter.</summary>
public enum LoadEventKind
{
    /// <summary>The first delivery of an event: it counts.</summary>
    Fresh,

    /// <summary>A retry with the same key and body: it does not count again.</summary>
    Duplicate,

    /// <summary>The key of an earlier event with another quantity: it does not count.</summary>
    Conflict,

    /// <summary>A quantity below zero: it is refused.</summary>
    Malformed,
}
