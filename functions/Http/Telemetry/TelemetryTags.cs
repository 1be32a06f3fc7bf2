using Tallystick.Core.Usage;

namespace Tallystick.Http.Telemetry;

/// <summary>The tags of metrics and spans. None holds what a person could be known by: ids are ours.</summary>
public static class TelemetryTags
{
    /// <summary>How something ended.</summary>
    public const string Outcome = "tally.outcome";

    /// <summary>An event's id.</summary>
    public const string Event = "tally.event.id";

    /// <summary>A place in the log.</summary>
    public const string Position = "tally.log.position";

    /// <summary>A partition of the log.</summary>
    public const string Partition = "tally.partition";

    /// <summary>The kind of a command.</summary>
    public const string Command = "tally.command";

    /// <summary>The id of a command.</summary>
    public const string CommandId = "tally.command.id";

    /// <summary>The word for an outcome of metering.</summary>
    public static string Of(OutcomeKind? outcome) => outcome switch
    {
        null => "counted",
        OutcomeKind.Duplicate => "duplicate",
        OutcomeKind.Conflict => "conflict",
        OutcomeKind.Rejected => "rejected",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };
}
