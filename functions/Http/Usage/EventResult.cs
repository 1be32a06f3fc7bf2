using Tallystick.Core.Usage;
using Tallystick.Core.Values;

namespace Tallystick.Http.Usage;

/// <summary>What became of one event of a list.</summary>
internal readonly record struct EventResult
{
    internal EventResult(string? key, Result<UsageSubmission> read)
    {
        Key = key;
        Submission = read.TryGet(out var submission, out var refused) ? submission : null;
        Refusal = refused;
    }

    /// <summary>The event's idempotency key, where it could be read.</summary>
    internal string? Key { get; }

    /// <summary>The event, or null where its form was refused.</summary>
    internal UsageSubmission? Submission { get; }

    /// <summary>The receipt; null before the event was accepted, and where it was refused.</summary>
    internal UsageReceipt? Receipt { get; private init; }

    /// <summary>Why the event was refused, or null.</summary>
    internal Refusal? Refusal { get; private init; }

    internal EventResult With(Result<UsageReceipt> result) =>
        result.TryGet(out var receipt, out var refused) ? this with { Receipt = receipt } : this with { Refusal = refused };
}
