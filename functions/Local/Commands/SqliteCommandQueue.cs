using Microsoft.Data.Sqlite;
using NodaTime;
using Tallystick.Core.Commands;
using Tallystick.Local.Files;
using Tallystick.Local.Sqlite;

namespace Tallystick.Local.Commands;

/// <summary>Commands in a SQLite table. Calls run one at a time: commands are rare next to events.</summary>
internal sealed class SqliteCommandQueue : ICommandQueue, IDisposable
{
    private const int CacheKilobytes = 4 * 1024;
    private readonly CommandTable table;
    private readonly Duration lease;
    private readonly TimeProvider time;
    private readonly SemaphoreSlim turn = new(1);

    public SqliteCommandQueue(string path, LocalOptions options, TimeProvider time)
    {
        this.time = time;
        lease = Duration.FromTimeSpan(options.CommandLease);
        WriteAheadLog.Check(path);
        table = new CommandTable(SqliteFile.Open(path, CacheKilobytes));
        table.Create();
    }

    private long Now => Instant.FromDateTimeOffset(time.GetUtcNow()).ToUnixTimeTicks();

    /// <inheritdoc/>
    public async ValueTask SendAsync(Command command, CancellationToken cancellation)
    {
        CommandBounds.Check(command);
        await RunAsync(
            () =>
            {
                table.Add(command);
                return true;
            },
            cancellation);
    }

    /// <inheritdoc/>
    public ValueTask<LeasedCommand?> ReceiveAsync(string kind, CancellationToken cancellation) => RunAsync(() => Receive(kind), cancellation);

    /// <inheritdoc/>
    public ValueTask<bool> CompleteAsync(LeasedCommand command, CancellationToken cancellation) =>
        AnswerAsync(command, held => table.Remove(held.Ordinal), cancellation);

    /// <inheritdoc/>
    public ValueTask<bool> AbandonAsync(LeasedCommand command, Duration retryAfter, CancellationToken cancellation) =>
        AnswerAsync(
            command,
            held =>
            {
                if (held.Attempt >= ICommandQueue.MaxAttempts)
                {
                    table.KeepAside(held.Ordinal, $"Abandoned in the last of {held.Attempt} attempts.");
                }
                else
                {
                    table.Release(held.Ordinal, Now + retryAfter.BclCompatibleTicks);
                }
            },
            cancellation);

    /// <inheritdoc/>
    public ValueTask<bool> DeadLetterAsync(LeasedCommand command, string reason, CancellationToken cancellation) =>
        AnswerAsync(command, held => table.KeepAside(held.Ordinal, reason), cancellation);

    /// <inheritdoc/>
    public async ValueTask CheckAsync(CancellationToken cancellation) => await DeadLettersAsync(1, cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<DeadCommand>> DeadLettersAsync(int take, CancellationToken cancellation) =>
        RunAsync(() => table.Dead(take), cancellation);

    /// <inheritdoc/>
    public ValueTask<int> ReplayAsync(string? id, int take, CancellationToken cancellation) => RunAsync(() => table.Replay(id, take), cancellation);

    /// <inheritdoc/>
    public void Dispose()
    {
        table.Dispose();
        turn.Dispose();
    }

    private LeasedCommand? Receive(string kind)
    {
        var now = Now;
        var (ordinal, attempt, command) = table.Next(kind, now);
        if (command is null)
        {
            return null;
        }

        table.Lease(ordinal, now + lease.BclCompatibleTicks);
        return new LeasedCommand(command, attempt + 1, new CommandLease(ordinal, attempt + 1).ToString());
    }

    private ValueTask<bool> AnswerAsync(LeasedCommand command, Action<CommandLease> answer, CancellationToken cancellation) => RunAsync(
        () =>
        {
            var held = CommandLease.Parse(command.Lease);
            var stands = table.IsLeased(held.Ordinal, held.Attempt);
            if (stands)
            {
                answer(held);
            }

            return stands;
        },
        cancellation);

    private async ValueTask<T> RunAsync<T>(Func<T> action, CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation);
        try
        {
            return table.InTransaction(() =>
            {
                table.EndLeases(Now);
                return action();
            });
        }
        catch (SqliteException failure)
        {
            throw DiskFailure.ToUnavailable("The commands cannot be reached", failure);
        }
        finally
        {
            turn.Release();
        }
    }
}
