using NodaTime;
using Tallystick.Core.Values;

namespace Tallystick.Core.Catalog;

/// <summary>When a customer is reminded of an invoice that is not paid, and what becomes of it in the end.</summary>
public sealed record DunningSchedule
{
    /// <summary>How many reminders there may be.</summary>
    public const int MaxSteps = 10;

    /// <summary>The latest reminder, counted from when the invoice was due.</summary>
    public static readonly Duration MaxOffset = Duration.FromDays(365);

    /// <summary>When each reminder is, as ISO 8601 durations from when the invoice was due, each later than the one before: 1 to <see cref="MaxSteps"/>.</summary>
    public required IReadOnlyList<string> Steps { get; init; }

    /// <summary>What happens with the last of them.</summary>
    public DunningEnd End { get; init; }

    /// <summary>When a reminder is.</summary>
    /// <param name="dueAt">When the invoice was to be paid.</param>
    /// <param name="step">The reminder's number, from 0; null behind the last.</param>
    public Instant? At(Instant dueAt, int step) => step < Steps.Count && IsoDuration.TryParse(Steps[step], out var offset) ? dueAt + offset : null;

    /// <summary>What is wrong with it, by the names in the public API.</summary>
    internal IEnumerable<FieldError> Errors()
    {
        if (Steps.Count is < 1 or > MaxSteps)
        {
            yield return new FieldError("dunning.steps", $"1 to {MaxSteps} durations are expected.", "INVALID_VALUE");
        }

        var before = Duration.Zero;
        foreach (var (index, step) in Steps.Index())
        {
            if (!IsoDuration.TryParse(step, out var offset))
            {
                yield return new FieldError($"dunning.steps[{index}]", "A duration of ISO 8601 without months and years is expected, for example P3D.", "INVALID_DURATION");
            }
            else if (offset <= before || offset > MaxOffset)
            {
                yield return new FieldError(
                    $"dunning.steps[{index}]", $"A duration longer than the one before, up to {IsoDuration.Format(MaxOffset)}, is expected.", "OUT_OF_RANGE");
            }

            before = Duration.Max(before, offset);
        }
    }
}
