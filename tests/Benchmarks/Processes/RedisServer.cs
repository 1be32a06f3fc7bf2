using System.Diagnostics;
using System.Globalization;
using Tallystick.Tests.Benchmarks.Services;

namespace Tallystick.Tests.Benchmarks.Processes;

/// <summary>A Redis server of its own: fresh directory, Unix socket only, append-only file, no snapshots; stopped and removed afterwards.</summary>
internal sealed class RedisServer : IStore
{
    private const string Program = "/usr/bin/redis-server";
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(30);
    private readonly TemporaryDirectory directory = new();
    private readonly Process process;

    private RedisServer(string fsync)
    {
        string[] settings =
        [
            "--port", "0", "--unixsocket", Socket, "--dir", directory.Path, "--save", "", "--appendonly", "yes", "--appendfsync", fsync,
            "--logfile", $"{directory.Path}/server.log",
        ];
        process = Process.Start(new ProcessStartInfo(Program, settings) { UseShellExecute = false })!;
    }

    /// <summary>The address of the Unix socket.</summary>
    internal string Socket => $"{directory.Path}/redis.sock";

    /// <inheritdoc/>
    public double CpuSeconds => ProcessFigures.CpuSecondsOfTree(process.Id);

    /// <param name="fsync">When the file is synced: everysec or always.</param>
    internal static async Task<RedisServer> StartAsync(string fsync)
    {
        await Command.InstallAsync(Program, "redis-server");
        var server = new RedisServer(fsync);
        var watch = Stopwatch.StartNew();
        while (!File.Exists(server.Socket))
        {
            if (server.process.HasExited || watch.Elapsed > StartTime)
            {
                throw new InvalidOperationException("Redis does not start.");
            }

            await Task.Delay(PollInterval);
        }

        return server;
    }

    /// <inheritdoc/>
    public async Task<long> CountAsync()
    {
        using var connection = new RedisConnection(Socket);
        connection.Begin(3);
        connection.Add("EVAL");
        connection.Add(RedisScripts.Total);
        connection.Add("0");
        return long.Parse(await connection.CallAsync(), CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        directory.Dispose();
    }
}
