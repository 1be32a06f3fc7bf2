using Tallystick.Core.Billing;
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

    /// <summary>How far a period has come.</summary>
    public const string State = "tally.state";

    /// <summary>A subscription's id.</summary>
    public const string Subscription = "tally.subscription.id";

    /// <summary>The number of a period of a subscription, from 0.</summary>
    public const string Period = "tally.period";

    /// <summary>An invoice's id.</summary>
    public const string Invoice = "tally.invoice.id";

    /// <summary>Stretches of the log, as <c>log.partition.from-to</c> with both ends included, with spaces between.</summary>
    public const string Positions = "tally.log.positions";

    /// <summary>The word for an outcome of metering.</summary>
    public static string Of(OutcomeKind? outcome) => outcome switch
    {
        null => "counted",
        OutcomeKind.Duplicate => "duplicate",
        OutcomeKind.Conflict => "conflict",
        OutcomeKind.Rejected => "rejected",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };

    /// <summary>The word for how far a period has come.</summary>
    public static string Of(PeriodState state) => state.ToString().ToLowerInvariant();

    /// <summary>Where the events of an invoice's lines stand: one stretch a partition.</summary>
    public static string PositionsOf(Invoice invoice) => string.Join(' ', invoice.Lines
        .SelectMany(line => line.Evidence?.Positions ?? [])
        .GroupBy(range => (range.Log, range.Partition))
        .OrderBy(ranges => ranges.Key)
        .Select(ranges => $"{ranges.Key.Log}.{ranges.Key.Partition}.{ranges.Min(range => range.FromSequence)}-{ranges.Max(range => range.ToSequence)}"));
}
