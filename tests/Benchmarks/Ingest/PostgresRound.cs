using System.Diagnostics;
using Npgsql;
using NpgsqlTypes;
using Tallystick.Tests.Benchmarks.Processes;

namespace Tallystick.Tests.Benchmarks.Ingest;

/// <summary>
/// What one would write by hand: an events table that keeps each event whole and whose key refuses duplicates, and hourly counters, in one
/// statement and one commit. A batch goes in as one parameter, the JSON that the other side is sent: no HTTP, no check of form or customer.
/// </summary>
internal sealed class PostgresRound(PostgresServer server)
{
    private const int StatementSize = 500;
    private const int Connections = 8;
    private const string Merchant = "mer_01hzzzzzzzzzzzzzzzzzzzzzzz";

    private const string Schema =
        """
        CREATE TABLE events (
            merchant text NOT NULL, customer text NOT NULL, key text NOT NULL, occurred_at timestamptz NOT NULL, type text NOT NULL,
            value numeric NOT NULL, body jsonb NOT NULL, PRIMARY KEY (merchant, customer, key));
        CREATE TABLE counters (
            merchant text NOT NULL, customer text NOT NULL, type text NOT NULL, hour timestamptz NOT NULL, events bigint NOT NULL,
            value numeric NOT NULL, PRIMARY KEY (merchant, customer, type, hour)) WITH (fillfactor = 50);
        """;

    // In the order of their keys: two statements that lock the same rows must lock them in the same order.
    private const string Insert =
        """
        WITH fresh AS (
            INSERT INTO events (merchant, customer, key, occurred_at, type, value, body)
            SELECT $2, e->>'subject', e->>'id', (e->>'time')::timestamptz, e->>'type', (e->'data'->>'n')::numeric, e
            FROM jsonb_array_elements($1) AS e ORDER BY 2, 3
            ON CONFLICT DO NOTHING
            RETURNING merchant, customer, type, occurred_at, value)
        INSERT INTO counters AS c (merchant, customer, type, hour, events, value)
        SELECT merchant, customer, type, date_trunc('hour', occurred_at), count(*), sum(value) FROM fresh GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
        ON CONFLICT (merchant, customer, type, hour) DO UPDATE SET events = c.events + excluded.events, value = c.value + excluded.value
        """;

    private static readonly string[] Customers = [.. Enumerable.Range(0, Workload.Customers).Select(number => $"cus_{number:D26}")];

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
        var statements = batches.SelectMany(batch => batch).Chunk(StatementSize).Select(events => EventBodies.Of(events, Customers)).ToArray();
        var next = -1;
        var cpu = server.CpuSeconds;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(async _ =>
        {
            await using var connection = await source.OpenConnectionAsync();
            await using var command = Prepare(connection);
            for (var i = Interlocked.Increment(ref next); i < statements.Length; i = Interlocked.Increment(ref next))
            {
                command.Parameters[0].Value = statements[i];
                await command.ExecuteNonQueryAsync();
            }
        }));
        return new RoundResult(batches.Sum(batch => batch.Length), watch.Elapsed.TotalSeconds, server.CpuSeconds - cpu);
    }

    private static NpgsqlCommand Prepare(NpgsqlConnection connection)
    {
        var command = new NpgsqlCommand(Insert, connection);
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Jsonb });
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Text, Value = Merchant });
        command.Prepare();
        return command;
    }

    private static async Task CheckAsync(NpgsqlDataSource source, params SampleEvent[][][] streams)
    {
        await using var command = source.CreateCommand("SELECT sum(events)::bigint FROM counters");
        IngestComparison.Check("PostgreSQL", (long)(await command.ExecuteScalarAsync())!, streams);
    }
}
