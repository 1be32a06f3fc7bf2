using System.Collections.ObjectModel;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;
using Tallystick.Core.Storage;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Core.Usage;

/// <summary>
/// What one account used in one hour, as far as one partition of the log tells: every metric, and the watermark up to which the log is
/// folded in. The windows of several partitions and regions just add up.
/// </summary>
[JsonConverter(typeof(UsageWindowJson))]
public sealed record UsageWindow
{
    /// <summary>The largest number of groups that a metric keeps apart in one window; the events of further ones fall into <see cref="OtherGroups"/>.</summary>
    public const int MaxGroups = 1000;

    /// <summary>The most bytes that the groups of all metrics take in one window; further ones fall into <see cref="OtherGroups"/>.</summary>
    public const int MaxGroupBytes = 384 * 1024;

    /// <summary>How the document ids of windows begin.</summary>
    public const string IdPrefix = "win:";
    private const int HourTextLength = 10;
    private static readonly InstantPattern HourPattern = InstantPattern.CreateWithInvariantCulture("uuuuMMddHH");

    /// <summary>The group of the events for which a window has no room to tell groups apart.</summary>
    public static GroupKey OtherGroups { get; } = GroupKey.Of(["(other)"]);

    /// <summary>The start of the hour, UTC.</summary>
    public required Instant Hour { get; init; }

    /// <summary>The last position of the log that is folded in. Deliveries at or below it are passed over.</summary>
    public required LogPosition Watermark { get; init; }

    /// <summary>The first record of the partition that is folded in.</summary>
    public required long FirstSequence { get; init; }

    /// <summary>How many events are folded in, corrections and what they correct among them.</summary>
    public required long Events { get; init; }

    /// <summary>When the earliest of its events occurred.</summary>
    public required Instant FirstOccurredAt { get; init; }

    /// <summary>When the latest of its events occurred.</summary>
    public required Instant LastOccurredAt { get; init; }

    /// <summary>What it comes to.</summary>
    public required WindowFolds Folds { get; init; }

    /// <summary>By metric id: where the wallet did not pay what it was asked. Empty where it always did.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<DryRun>> Dry { get; init; } = ReadOnlyDictionary<string, IReadOnlyList<DryRun>>.Empty;

    /// <summary>By metric id: how far the billing period had come before its events, where that decides what they cost. Empty where it does not.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<TallyRun>> Tallied { get; init; } = ReadOnlyDictionary<string, IReadOnlyList<TallyRun>>.Empty;

    /// <summary>How many of its events are corrections.</summary>
    public long Corrections { get; init; }

    /// <summary>How many documents stand beside it with values of UNIQUE_COUNT: <see cref="SpilledValues"/>.</summary>
    public int Spills { get; init; }

    /// <summary>
    /// True where one of them corrects an event of an earlier log, whose window has it still: the hour is then read event by event.
    /// </summary>
    public bool CorrectsEarlierLog { get; init; }

    /// <summary>What a window of an account keeps apart.</summary>
    internal static GroupRoom Room { get; } = new(MaxGroups, MaxGroupBytes);

    /// <summary>The id of its document.</summary>
    internal string Id => IdOf(Hour, Watermark.Log, Watermark.Partition);

    /// <summary>The hour that an instant falls into.</summary>
    public static Instant HourOf(Instant instant)
    {
        var seconds = instant.ToUnixTimeSeconds();
        return Instant.FromUnixTimeSeconds(seconds - (((seconds % 3600) + 3600) % 3600));
    }

    /// <summary>The id of a window's document.</summary>
    public static string IdOf(Instant hour, int log, int partition) => $"{IdPrefix}{hour.ToDateTimeUtc():yyyyMMddHH}:{log}.{partition}";

    /// <summary>The windows of a partition of the store that a period touches.</summary>
    internal static DocumentRange RangeOf(string partition, Period period)
    {
        var end = HourOf(period.End);
        return new DocumentRange(
            partition, FirstIdFrom(HourOf(period.Start)), FirstIdFrom(end < period.End ? end + Duration.FromHours(1) : end));
    }

    /// <summary>The first id of the windows of an hour and later.</summary>
    public static string FirstIdFrom(Instant hour) => IdPrefix + HourPattern.Format(hour);

    /// <summary>The hour of a document id; null where the id has none.</summary>
    public static Instant? HourOfId(string id) =>
        id.Length >= IdPrefix.Length + HourTextLength && HourPattern.Parse(id.Substring(IdPrefix.Length, HourTextLength)).TryGetValue(default, out var hour)
            ? hour
            : null;

    /// <summary>The window with some counted deliveries folded in.</summary>
    /// <param name="window">What stands, or null.</param>
    /// <param name="hour">The hour.</param>
    /// <param name="counted">Deliveries of this hour and of one partition, in log order; those at or below the watermark must have been left out. At least one.</param>
    public static UsageWindow Fold(UsageWindow? window, Instant hour, IReadOnlyList<CountedUsage> counted) => Fold(window, hour, counted, Room);

    /// <summary>The same with room for other numbers of groups.</summary>
    internal static UsageWindow Fold(UsageWindow? window, Instant hour, IReadOnlyList<CountedUsage> counted, GroupRoom room)
    {
        var folds = new WindowFoldsBuilder(window?.Folds ?? WindowFolds.Empty, room);
        var dry = new DryRunsBuilder(window?.Dry);
        var tallied = new TallyRunsBuilder(window?.Tallied);
        var first = window?.FirstOccurredAt ?? Instant.MaxValue;
        var last = window?.LastOccurredAt ?? Instant.MinValue;
        for (var i = 0; i < counted.Count; i++)
        {
            var delivery = counted[i];
            first = Instant.Min(first, delivery.OccurredAt);
            last = Instant.Max(last, delivery.OccurredAt);
            for (var j = 0; j < delivery.Readings.Count; j++)
            {
                folds.Merge(delivery.Readings[j].Reading, FoldOf(delivery.Readings[j], delivery));
                dry.Add(delivery.Readings[j], delivery.Position);
            }

            for (var j = 0; j < delivery.Moves.Count; j++)
            {
                tallied.Add(delivery.Moves[j], delivery.Position);
            }
        }

        return new UsageWindow
        {
            Hour = hour,
            Watermark = counted[^1].Position,
            FirstSequence = window?.FirstSequence ?? counted[0].Position.Sequence,
            Events = (window?.Events ?? 0) + counted.Count,
            FirstOccurredAt = first,
            LastOccurredAt = last,
            Folds = folds.Build(),
            Corrections = window?.Corrections ?? 0,
            CorrectsEarlierLog = window?.CorrectsEarlierLog ?? false,
            Spills = window?.Spills ?? 0,
            Dry = dry.Build(),
            Tallied = tallied.Build(),
        };
    }

    private static Aggregate FoldOf(ChargedReading charged, CountedUsage delivery) =>
        Aggregate.Of(charged.Reading.Metric.Aggregation, charged.Reading, delivery.OccurredAt, delivery.Position) with
        {
            Paid = charged.Paid,
            Owed = charged.Owed,
            Hash = delivery.Hash,
        };
}
