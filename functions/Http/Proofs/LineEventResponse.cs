using NodaTime;
using Tallystick.Core.Proofs;

namespace Tallystick.Http.Proofs;

/// <summary>An event behind a line of an invoice.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Position">Where it stands in the log: log, partition, sequence, index.</param>
/// <param name="IdempotencyKey">The merchant's key.</param>
/// <param name="Timestamp">When it occurred.</param>
/// <param name="CreatedAt">When the log took it.</param>
/// <param name="Value">What it measures for the line: a decimal, or the value that is told apart.</param>
internal sealed record LineEventResponse(string Id, string Position, string IdempotencyKey, Instant Timestamp, Instant CreatedAt, string Value)
{
    public string Object => "lineEvent";

    public static LineEventResponse Of(LineEvent counted) =>
        new(counted.Event.ToString(), counted.Position.ToString(), counted.Key, counted.OccurredAt, counted.EnqueuedAt, counted.Value);
}
