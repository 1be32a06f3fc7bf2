using System.Threading.Channels;
using Npgsql;

namespace Tallystick.Tests.Benchmarks.Services;

/// <summary>
/// A service in front of PostgreSQL as one would write it by hand: what waits is grouped into statements of 500 events, a statement a commit,
/// a connection or a few; the answer comes after the commit.
/// </summary>
internal static class PostgresService
{
    private const int StatementSize = 500;

    private const int MaxWaiting = 1000;

    /// <param name="connectionString">The server.</param>
    /// <param name="statement">How events are written.</param>
    /// <param name="writers">Connections, each of which writes a statement at a time.</param>
    internal static async Task RunAsync(string connectionString, Func<NpgsqlConnection, IPostgresStatement> statement, int writers)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        var waiting = Channel.CreateBounded<WaitingBatch>(MaxWaiting);
        var writing = Enumerable.Range(0, writers).Select(_ => WriteAsync(source, statement, waiting.Reader)).ToArray();
        await EventService.RunAsync(async body =>
        {
            var batch = new WaitingBatch(EventReader.Read(body.Span, whole: true));
            await waiting.Writer.WriteAsync(batch);
            await batch.Task;
            return EventAnswer.Of(batch.Events);
        });
        waiting.Writer.Complete();
        await Task.WhenAll(writing);
    }

    private static async Task WriteAsync(
        NpgsqlDataSource source, Func<NpgsqlConnection, IPostgresStatement> make, ChannelReader<WaitingBatch> waiting)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var statement = make(connection);
        var (group, events) = (new List<WaitingBatch>(), new List<ReceivedEvent>());
        while (await waiting.WaitToReadAsync())
        {
            while (events.Count < StatementSize && waiting.TryRead(out var batch))
            {
                group.Add(batch);
                events.AddRange(batch.Events);
            }

            await WriteAsync(statement, events, group);
            group.Clear();
            events.Clear();
        }
    }

    private static async Task WriteAsync(IPostgresStatement statement, List<ReceivedEvent> events, List<WaitingBatch> group)
    {
        try
        {
            if (events.Count > 0)
            {
                await statement.WriteAsync(events);
            }

            group.ForEach(batch => batch.TrySetResult());
        }
        catch (PostgresException failure)
        {
            group.ForEach(batch => batch.TrySetException(failure));
        }
    }
}
