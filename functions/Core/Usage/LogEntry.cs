namespace Tallystick.Core.Usage;

/// <summary>What is appended to the log: some events of one account, packed.</summary>
/// <param name="Account">The account: decides the partition.</param>
/// <param name="Payload">The packed events; 1 to <see cref="MaxPayload"/> bytes.</param>
public readonly record struct LogEntry(AccountId Account, ReadOnlyMemory<byte> Payload)
{
    /// <summary>
    /// The size that a payload is packed up to, in bytes; a single larger event makes a record of its own. With the account's name beside it, such a record is
    /// no larger than 64 KB, which is what Event Hubs bills as one event.
    /// </summary>
    public const int PackedSize = 63 * 1024;

    /// <summary>The largest payload that a log takes, in bytes.</summary>
    public const int MaxPayload = 1000 * 1024;
}
