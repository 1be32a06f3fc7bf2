using System.Diagnostics;
using Npgsql;
using NpgsqlTypes;
using Tallystick.Tests.Benchmarks.Processes;

namespace Tallystick.Tests.Benchmarks.Ingest;

/// <summary>
/// What one would write by hand: an events table whose key refuses duplicates, and hourly counters, in one statement and one commit. The
/// writer gets the events as values: no HTTP, no parsing, no check of the customer, no body kept.
/// </summary>
internal sealed class PostgresRound(PostgresServer server)
{
    private const int StatementSize = 500;
    private const int Connections = 8;

    private const string Schema =
        """
        CREATE TABLE events (
            customer int NOT NULL, key text NOT NULL, metric int NOT NULL, quantity numeric NOT NULL, occurred_at timestamptz NOT NULL,
            PRIMARY KEY (customer, key));
        CREATE TABLE counters (
            customer int NOT NULL, metric int NOT NULL, hour timestamptz NOT NULL, events bigint NOT NULL, quantity numeric NOT NULL,
            PRIMARY KEY (customer, metric, hour)) WITH (fillfactor = 50);
        """;

    // In the order of their keys: two statements that lock the same rows must lock them in the same order.
    private const string Insert =
        """
        WITH fresh AS (
            INSERT INTO events (customer, key, metric, quantity, occurred_at)
            SELECT * FROM unnest($1, $2, $3, $4, $5) AS e (customer, key, metric, quantity, occurred_at) ORDER BY customer, key
            ON CONFLICT DO NOTHING
            RETURNING customer, metric, quantity, occurred_at)
        INSERT INTO counters AS c (customer, metric, hour, events, quantity)
        SELECT customer, metric, date_trunc('hour', occurred_at), count(*), sum(quantity) FROM fresh GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
        ON CONFLICT (customer, metric, hour) DO UPDATE SET events = c.events + excluded.events, quantity = c.quantity + excluded.quantity
        """;

    internal static async Task<RoundResult> RunAsync(SampleEvent[][] warmUp, SampleEvent[][] batches)
    {
        await using var server = await PostgresServer.StartAsync();
        await using var source = NpgsqlDataSource.Create(server.ConnectionString);
        await using (var schema = source.CreateCommand(Schema))
        {
            await schema.ExecuteNonQueryAsync();
        }

        var round = new PostgresRound(server);
        await round.WriteAsync(source, warmUp);
        var result = await round.WriteAsync(source, batches);
        await CheckAsync(source, warmUp, batches);
        return result;
    }

    private async Task<RoundResult> WriteAsync(NpgsqlDataSource source, SampleEvent[][] batches)
    {
        var statements = batches.SelectMany(batch => batch).Chunk(StatementSize).ToArray();
        var next = -1;
        var cpu = server.CpuSeconds;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(async _ =>
        {
            await using var connection = await source.OpenConnectionAsync();
            await using var command = Prepare(connection);
            for (var i = Interlocked.Increment(ref next); i < statements.Length; i = Interlocked.Increment(ref next))
            {
                var events = statements[i];
                command.Parameters[0].Value = Array.ConvertAll(events, item => item.Customer);
                command.Parameters[1].Value = Array.ConvertAll(events, item => item.Key);
                command.Parameters[2].Value = Array.ConvertAll(events, item => item.Metric);
                command.Parameters[3].Value = Array.ConvertAll(events, item => (decimal)item.Quantity);
                command.Parameters[4].Value = Array.ConvertAll(events, item => item.OccurredAt);
                await command.ExecuteNonQueryAsync();
            }
        }));
        return new RoundResult(batches.Sum(batch => batch.Length), watch.Elapsed.TotalSeconds, server.CpuSeconds - cpu);
    }

    private static NpgsqlCommand Prepare(NpgsqlConnection connection)
    {
        var command = new NpgsqlCommand(Insert, connection);
        foreach (var type in new[] { NpgsqlDbType.Integer, NpgsqlDbType.Text, NpgsqlDbType.Integer, NpgsqlDbType.Numeric, NpgsqlDbType.TimestampTz })
        {
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | type });
        }

        command.Prepare();
        return command;
    }

    private static async Task CheckAsync(NpgsqlDataSource source, params SampleEvent[][][] streams)
    {
        await using var command = source.CreateCommand("SELECT sum(events)::bigint FROM counters");
        IngestComparison.Check("PostgreSQL", (long)(await command.ExecuteScalarAsync())!, streams);
    }
}
