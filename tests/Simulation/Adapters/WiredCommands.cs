using NodaTime;
using Tallystick.Core.Commands;

namespace Tallystick.Tests.Simulation.Adapters;

/// <summary>Commands at the other end of a wire.</summary>
internal sealed class WiredCommands(ICommandQueue inner, Wire wire) : ICommandQueue
{
    /// <inheritdoc/>
    public async ValueTask SendAsync(Command command, CancellationToken cancellation) =>
        await wire.WriteAsync($"send {command.Id}", async () =>
        {
            await inner.SendAsync(command, cancellation);
            return "sent";
        });

    /// <inheritdoc/>
    public ValueTask<LeasedCommand?> ReceiveAsync(string kind, CancellationToken cancellation) =>
        wire.ReadAsync($"receive {kind}", () => inner.ReceiveAsync(kind, cancellation));

    /// <inheritdoc/>
    public ValueTask<bool> CompleteAsync(LeasedCommand command, CancellationToken cancellation) =>
        wire.WriteAsync($"complete {command.Command.Id}", () => inner.CompleteAsync(command, cancellation));

    /// <inheritdoc/>
    public ValueTask<bool> AbandonAsync(LeasedCommand command, Duration retryAfter, CancellationToken cancellation) =>
        wire.WriteAsync($"abandon {command.Command.Id}", () => inner.AbandonAsync(command, retryAfter, cancellation));

    /// <inheritdoc/>
    public ValueTask<bool> DeadLetterAsync(LeasedCommand command, string reason, CancellationToken cancellation) =>
        wire.WriteAsync($"dead-letter {command.Command.Id}", () => inner.DeadLetterAsync(command, reason, cancellation));

    /// <inheritdoc/>
    public async ValueTask CheckAsync(CancellationToken cancellation) => await wire.ReadAsync("check commands", async () =>
    {
        await inner.CheckAsync(cancellation);
        return true;
    });

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<DeadCommand>> DeadLettersAsync(int take, CancellationToken cancellation) =>
        wire.ReadAsync("dead letters", () => inner.DeadLettersAsync(take, cancellation));

    /// <inheritdoc/>
    public ValueTask<int> ReplayAsync(string? id, int take, CancellationToken cancellation) =>
        wire.WriteAsync($"replay {id ?? "all"}", () => inner.ReplayAsync(id, take, cancellation));
}
