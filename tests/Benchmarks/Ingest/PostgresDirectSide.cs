using System.Threading.Channels;
using Npgsql;
using NpgsqlTypes;
using Tallystick.Tests.Benchmarks.Processes;
using Tallystick.Tests.Benchmarks.Services;

namespace Tallystick.Tests.Benchmarks.Ingest;

/// <summary>PostgreSQL alone: statements of 500 events that are ready made, the JSON as one parameter. No HTTP, no check of the events.</summary>
internal sealed class PostgresDirectSide : ISide
{
    private const int StatementSize = 500;
    private const int Connections = 8;
    private readonly PostgresServer server;
    private readonly NpgsqlDataSource source;
    private readonly string[] customers;
    private readonly Channel<NpgsqlCommand> idle = Channel.CreateUnbounded<NpgsqlCommand>();

    private PostgresDirectSide(PostgresServer server, NpgsqlDataSource source, WorkloadOptions workload)
    {
        this.server = server;
        this.source = source;
        customers = EventBodies.CustomerIds(workload.Customers);
    }

    /// <inheritdoc/>
    public double CpuSeconds => server.CpuSeconds;

    /// <inheritdoc/>
    public double StoreCpuSeconds => server.CpuSeconds;

    internal static async Task<ISide> StartAsync(WorkloadOptions workload)
    {
        var postgres = await PostgresServer.StartAsync();
        await postgres.CreateTablesAsync();
        var side = new PostgresDirectSide(postgres, NpgsqlDataSource.Create(postgres.ConnectionString), workload);
        for (var i = 0; i < Connections; i++)
        {
            side.idle.Writer.TryWrite(Prepare(await side.source.OpenConnectionAsync()));
        }

        return side;
    }

    /// <inheritdoc/>
    public byte[][] Bodies(SampleEvent[][] batches) => EventBodies.Of([.. batches.SelectMany(batch => batch).Chunk(StatementSize)], customers);

    /// <inheritdoc/>
    public async Task<byte[]> SendAsync(byte[] body)
    {
        var command = await idle.Reader.ReadAsync();
        command.Parameters[0].Value = body;
        await command.ExecuteNonQueryAsync();
        idle.Writer.TryWrite(command);
        return [];
    }

    /// <inheritdoc/>
    public Task WhenCountedAsync(byte[] answer) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task<long> DrainAsync() => Task.FromResult(0L);

    /// <inheritdoc/>
    public Task<long> CountAsync() => server.CountAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await source.DisposeAsync();
        await server.DisposeAsync();
    }

    private static NpgsqlCommand Prepare(NpgsqlConnection connection)
    {
        var command = new NpgsqlCommand(PostgresSchema.InsertJson, connection);
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Jsonb });
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Text, Value = PostgresSchema.Merchant });
        command.Prepare();
        return command;
    }
}
