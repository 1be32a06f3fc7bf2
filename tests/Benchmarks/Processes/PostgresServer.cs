using System.Globalization;
using Npgsql;
using Tallystick.Tests.Benchmarks.Services;

namespace Tallystick.Tests.Benchmarks.Processes;

/// <summary>A PostgreSQL 15 server of its own: fresh data directory, Unix socket only, stopped and removed afterwards.</summary>
internal sealed class PostgresServer : IStore
{
    private const string Programs = "/usr/lib/postgresql/15/bin/";

    // Durable, with room enough that neither checkpoints nor small buffers hold it up.
    private const string Settings =
        "-c fsync=on -c synchronous_commit=on -c full_page_writes=on -c shared_buffers=512MB -c max_wal_size=4GB -c checkpoint_timeout=15min "
        + "-c wal_buffers=16MB -c max_connections=50 -c listen_addresses=''";

    private readonly string directory;
    private readonly int postmaster;

    private PostgresServer(string directory)
    {
        this.directory = directory;
        postmaster = int.Parse(File.ReadLines($"{directory}/data/postmaster.pid").First(), CultureInfo.InvariantCulture);
    }

    internal string ConnectionString => $"Host={directory};Username=postgres;Database=postgres;Maximum Pool Size=40;No Reset On Close=true";

    /// <inheritdoc/>
    public double CpuSeconds => ProcessFigures.CpuSecondsOfTree(postmaster);

    internal static async Task<PostgresServer> StartAsync()
    {
        await Command.InstallAsync(Programs + "postgres", "postgresql-15");
        var place = (await Command.RunAsync("runuser", AsPostgres("mktemp", "-d", "/tmp/tally-postgres-XXXXXX"))).Trim();
        await Command.RunAsync("runuser", AsPostgres(Programs + "initdb", "-D", $"{place}/data", "-A", "trust", "-E", "UTF8", "--locale=C"));
        await Command.LaunchAsync(
            "runuser",
            AsPostgres(Programs + "pg_ctl", "-D", $"{place}/data", "-w", "-s", "-l", $"{place}/server.log", "-o", $"-k {place} {Settings}", "start"));
        return new PostgresServer(place);
    }

    internal Task CreateTablesAsync() => AskAsync(PostgresSchema.Tables);

    /// <inheritdoc/>
    public async Task<long> CountAsync() => (long)(await AskAsync(PostgresSchema.Count))!;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Command.RunAsync("runuser", AsPostgres(Programs + "pg_ctl", "-D", $"{directory}/data", "-m", "immediate", "-w", "stop"));
        Directory.Delete(directory, recursive: true);
    }

    private async Task<object?> AskAsync(string statement)
    {
        await using var source = NpgsqlDataSource.Create(ConnectionString);
        await using var command = source.CreateCommand(statement);
        return await command.ExecuteScalarAsync();
    }

    // The server refuses to run as root.
    private static string[] AsPostgres(params string[] command) => ["-u", "postgres", "--", .. command];
}
