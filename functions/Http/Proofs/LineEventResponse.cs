using NodaTime;
using Tallystick.Core.Proofs;

namespace Tallystick.Http.Proofs;

/// <summary>An event behind a line of an invoice.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Position">Where it stands in the log: log, partition, sequence, index.</param>
/// <param name="IdempotencyKey">The merchant's key.</param>
/// <param name="Timestamp">When it occurred.</param>
/// <param name="CreatedAt">When the log took it.</param>
/// <param name="Value">What it measures for the line: a decimal, or the value that is told apart. Empty where it only takes away.</param>
internal sealed record LineEventResponse(string Id, string Position, string IdempotencyKey, Instant Timestamp, Instant CreatedAt, string Value)
{
    public string Object => "lineEvent";

    /// <summary>The event whose place it takes; null where it is no correction.</summary>
    public string? Corrects { get; init; }

    /// <summary>Where the correction stands that takes its place, up to the line's seal; null where there is none.</summary>
    public string? CorrectedBy { get; init; }

    public static LineEventResponse Of(LineEvent counted) =>
        new(counted.Event.ToString(), counted.Position.ToString(), counted.Key, counted.OccurredAt, counted.EnqueuedAt, counted.Value)
        {
            Corrects = counted.Corrects?.ToString(),
            CorrectedBy = counted.CorrectedBy?.ToString(),
        };
}
