using System.Diagnostics;
using System.Globalization;

namespace Tallystick.Tests.Benchmarks.Processes;

/// <summary>A PostgreSQL 15 server of its own: fresh data directory, Unix socket only, stopped and removed afterwards.</summary>
internal sealed class PostgresServer : IAsyncDisposable
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

    internal double CpuSeconds => ProcessTimes.OfTree(postmaster);

    internal static async Task<PostgresServer> StartAsync()
    {
        if (!File.Exists(Programs + "postgres"))
        {
            await RunAsync("apt-get", "install", "-y", "-q", "postgresql-15");
        }

        var place = (await AsPostgresAsync("mktemp", "-d", "/tmp/tally-postgres-XXXXXX")).Trim();
        await AsPostgresAsync(Programs + "initdb", "-D", $"{place}/data", "-A", "trust", "-E", "UTF8", "--locale=C");
        await AsPostgresAsync(
            Programs + "pg_ctl", "-D", $"{place}/data", "-w", "-l", $"{place}/server.log", "-o", $"-k {place} {Settings}", "start");
        return new PostgresServer(place);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await AsPostgresAsync(Programs + "pg_ctl", "-D", $"{directory}/data", "-m", "immediate", "-w", "stop");
        Directory.Delete(directory, recursive: true);
    }

    // The server refuses to run as root.
    private static Task<string> AsPostgresAsync(params string[] command) => RunAsync("runuser", ["-u", "postgres", "--", .. command]);

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        // What pg_ctl starts inherits its output: it must not be a pipe that is read to its end.
        var isStart = arguments[^1] == "start";
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = !isStart, UseShellExecute = false, WorkingDirectory = "/tmp" };
        using var process = Process.Start(start)!;
        var output = isStart ? "" : await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed: {output}");
    }
}
