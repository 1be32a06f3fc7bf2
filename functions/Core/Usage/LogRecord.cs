using NodaTime;

namespace Tallystick.Core.Usage;

/// <summary>A record as the log has it.</summary>
/// <param name="Partition">The partition.</param>
/// <param name="Sequence">Its number within the partition.</param>
/// <param name="EnqueuedAt">When the log took it, by the log's clock, to the millisecond; never falls within a partition.</param>
/// <param name="Account">Whose events it holds.</param>
/// <param name="Payload">The packed events.</param>
public sealed record LogRecord(int Partition, long Sequence, Instant EnqueuedAt, AccountId Account, ReadOnlyMemory<byte> Payload);
