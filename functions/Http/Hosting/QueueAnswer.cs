using NodaTime;
using Tallystick.Core.Commands;

namespace Tallystick.Http.Hosting;

/// <summary>Answers to the queue that a command was received from.</summary>
internal sealed class QueueAnswer(ICommandQueue queue, LeasedCommand leased) : ICommandAnswer
{
    public async Task CompleteAsync(CancellationToken cancellation) => await queue.CompleteAsync(leased, cancellation);

    public async Task AbandonAsync(Duration retryAfter, CancellationToken cancellation) => await queue.AbandonAsync(leased, retryAfter, cancellation);

    public async Task DeadLetterAsync(string reason, CancellationToken cancellation) => await queue.DeadLetterAsync(leased, reason, cancellation);
}
