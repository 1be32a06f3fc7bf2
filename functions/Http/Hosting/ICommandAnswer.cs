using NodaTime;

namespace Tallystick.Http.Hosting;

/// <summary>How it is told what became of a command that was handed out. An answer that comes after the lease has ended changes nothing.</summary>
public interface ICommandAnswer
{
    /// <summary>The command is done.</summary>
    Task CompleteAsync(CancellationToken cancellation);

    /// <summary>The command is to be tried again after a while, and before those behind it.</summary>
    Task AbandonAsync(Duration retryAfter, CancellationToken cancellation);

    /// <summary>The command can never be done, for a reason.</summary>
    Task DeadLetterAsync(string reason, CancellationToken cancellation);
}
