using System.Text.Json.Serialization;
using NodaTime;

namespace Tallystick.Core.Values;

/// <summary>A half-open stretch of time <c>[Start, End)</c>: the end belongs to the next one.</summary>
/// <remarks><c>default</c> is the empty period at the Unix epoch.</remarks>
public readonly record struct Period
{
    /// <summary>Makes a period.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The end is before the start.</exception>
    [JsonConstructor]
    public Period(Instant start, Instant end)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(end, start);
        Start = start;
        End = end;
    }

    /// <summary>The first instant in it.</summary>
    public Instant Start { get; }

    /// <summary>The first instant after it.</summary>
    public Instant End { get; }

    /// <summary>True for an instant at or after the start and before the end.</summary>
    public bool Contains(Instant instant) => Start <= instant && instant < End;

    /// <summary>True where the two share an instant.</summary>
    public bool Overlaps(Period other) => Start < other.End && other.Start < End;
}
