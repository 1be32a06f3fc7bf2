using NodaTime;

namespace Tallystick.Core.Commands;

/// <summary>Commands for workers: durable, at least once, one session at a time.</summary>
/// <remarks>
/// <para>Contract, held by every adapter and checked by one suite:</para>
/// <list type="bullet">
/// <item>A command that was sent is handed out until it is completed, or dead-lettered after <see cref="MaxAttempts"/> attempts. One that could be
/// done and that nobody asked for within <see cref="Kept"/> may be forgotten: what is to be done stands in documents, and is sent again from there.</item>
/// <item>A command is handed out to those alone who ask for its kind. However many commands of other kinds wait, or are leased, in other sessions: they
/// hold up nothing.</item>
/// <item>While a session's command is leased, no other of that session is handed out. A session is of one kind: of the same name in another kind is
/// another.</item>
/// <item>A session's commands are handed out in the order of their sending. One that waits to be tried again holds up those behind it;
/// one whose <see cref="Command.NotBefore"/> has not come yet counts as sent only then, and holds up nothing.</item>
/// <item>Sending a command whose <see cref="Command.Id"/> waits or is leased already changes nothing within <see cref="Remembered"/> of its sending;
/// later it may be handed out twice. Whether it is done by then makes no difference that can be counted on: one that is to be done once more is sent
/// after that time.</item>
/// <item>A command that was kept aside and is sent again by <see cref="ReplayAsync"/> is not forgotten, and begins with its first attempt.</item>
/// <item>Completing, abandoning or dead-lettering with a lease that has ended changes nothing and returns false.</item>
/// <item>It throws <see cref="Storage.StoreUnavailableException"/> where it cannot answer.</item>
/// </list>
/// </remarks>
public interface ICommandQueue
{
    /// <summary>After so many attempts a command is dead-lettered when it is abandoned or its lease ends.</summary>
    public const int MaxAttempts = 10;

    /// <summary>For so long after its sending a command is not sent a second time. Shorter than the time from one sweep to the next.</summary>
    public static readonly Duration Remembered = Duration.FromSeconds(30);

    /// <summary>For so long a command that could be done waits at least for somebody who asks for it.</summary>
    public static readonly Duration Kept = Duration.FromHours(1);

    /// <summary>Adds a command.</summary>
    ValueTask SendAsync(Command command, CancellationToken cancellation);

    /// <summary>The next command of a kind that may be done now, or null where there is none.</summary>
    ValueTask<LeasedCommand?> ReceiveAsync(string kind, CancellationToken cancellation);

    /// <summary>The command is done and goes.</summary>
    ValueTask<bool> CompleteAsync(LeasedCommand command, CancellationToken cancellation);

    /// <summary>The command could not be done now, and may be tried again after a while.</summary>
    ValueTask<bool> AbandonAsync(LeasedCommand command, Duration retryAfter, CancellationToken cancellation);

    /// <summary>The command can never be done: it is kept aside with the reason.</summary>
    ValueTask<bool> DeadLetterAsync(LeasedCommand command, string reason, CancellationToken cancellation);

    /// <summary>Asks whether commands can be sent now: cheap, and changes nothing. Throws what sending one would.</summary>
    ValueTask CheckAsync(CancellationToken cancellation);

    /// <summary>The commands that were kept aside, oldest first.</summary>
    ValueTask<IReadOnlyList<DeadCommand>> DeadLettersAsync(int take, CancellationToken cancellation);

    /// <summary>Sends commands again that were kept aside, oldest first; they are kept aside no more.</summary>
    /// <param name="id">Those with this id; null for all.</param>
    /// <param name="take">How many at most, 1 or more.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>How many were sent; fewer than <paramref name="take"/> where there are no more.</returns>
    ValueTask<int> ReplayAsync(string? id, int take, CancellationToken cancellation);
}
