using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Values;

namespace Tallystick.Core.Usage;

/// <summary>The values of some events of one metric and group, folded. The fold does not depend on the events' order.</summary>
/// <remarks><c>default</c> is the fold of no events. The aggregation is the metric's and is passed in: it never changes.</remarks>
[JsonConverter(typeof(AggregateJson))]
public readonly record struct Aggregate
{
    /// <summary>How many events count. Below 0 in a window that takes away what another log's window has.</summary>
    public long Events { get; init; }

    /// <summary>The sum, smallest, largest or latest value, as the aggregation has it; 0 for UNIQUE_COUNT.</summary>
    public decimal Value { get; init; }

    /// <summary>LATEST: which event gave the value; null for the other aggregations.</summary>
    public LatestMark? Latest { get; init; }

    /// <summary>UNIQUE_COUNT: the first 96 bits of the SHA-256 of each different value, base 64.</summary>
    public ImmutableSortedSet<string>? Distinct { get; init; }

    /// <summary>SUM and COUNT: what the events cost by prices that came with them, where the customer has agreed to pay those.</summary>
    public ExactAmount Cost { get; init; }

    /// <summary>What the wallet has paid for the events, exact.</summary>
    public decimal Paid { get; init; }

    /// <summary>What the wallet should have paid and could not; billed on the invoice. Exact.</summary>
    public decimal Owed { get; init; }

    /// <summary>
    /// The hash of the events, by which a line of an invoice can be held against the log: of every event once for each reading that it adds, and of
    /// every correction once for each reading that it takes away. What was corrected stays in it.
    /// </summary>
    public MultisetHash Hash { get; init; }

    /// <summary>The fold of one event.</summary>
    public static Aggregate Of(Aggregation aggregation, Reading reading, Instant occurredAt, LogPosition position) => aggregation switch
    {
        Aggregation.Latest => new() { Events = 1, Value = reading.Value, Latest = new LatestMark(occurredAt, position) },
        Aggregation.UniqueCount => new() { Events = 1, Distinct = ImmutableSortedSet.Create(StringComparer.Ordinal, HashOf(reading.Distinct ?? "")) },
        _ => new() { Events = 1, Value = reading.Value, Cost = reading.Cost },
    };

    /// <summary>The fold of the events of both.</summary>
    public static Aggregate Merge(Aggregation aggregation, in Aggregate left, in Aggregate right)
    {
        var both = IsSubtractable(aggregation) || right.Events <= 0 ? left
            : left.Events <= 0 ? right
            : aggregation switch
            {
                Aggregation.Min => left with { Value = Math.Min(left.Value, right.Value) },
                Aggregation.Max => left with { Value = Math.Max(left.Value, right.Value) },
                Aggregation.Latest => IsLater(right, left) ? right : left,
                _ => left with { Distinct = left.Distinct!.Union(right.Distinct!) },
            };
        return both with
        {
            Events = left.Events + right.Events,
            Value = IsSubtractable(aggregation) ? left.Value + right.Value : both.Value,
            Cost = left.Cost + right.Cost,
            Paid = left.Paid + right.Paid,
            Owed = left.Owed + right.Owed,
            Hash = left.Hash + right.Hash,
        };
    }

    /// <summary>True where an event can be taken out of a fold by subtraction; otherwise the fold is made anew without it.</summary>
    internal static bool IsSubtractable(Aggregation aggregation) => aggregation is Aggregation.Sum or Aggregation.Count or Aggregation.Avg;

    /// <summary>This fold with its value, but not its counts and sums, taken from another.</summary>
    internal Aggregate WithValueOf(Aggregate other) => this with { Value = other.Value, Latest = other.Latest, Distinct = other.Distinct };

    /// <summary>The quantity that the events come to. AVG is rounded to 9 digits, half to even.</summary>
    public decimal Quantity(Aggregation aggregation) => aggregation switch
    {
        Aggregation.UniqueCount => Distinct?.Count ?? 0,
        Aggregation.Avg => Events <= 0 ? 0 : Exact.Round(Value / Events, Exact.MaxScale),
        _ => Value,
    };

    private static bool IsLater(in Aggregate one, in Aggregate other) =>
        one.Latest!.At != other.Latest!.At ? one.Latest.At > other.Latest.At : one.Latest.Position.CompareTo(other.Latest.Position) > 0;

    /// <summary>The first 96 bits of the SHA-256 of a text, base 64.</summary>
    internal static string HashOf(string value) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(value)).AsSpan(0, 12));
}
