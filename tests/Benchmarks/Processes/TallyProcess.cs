using System.Diagnostics;
using System.Globalization;

namespace Tallystick.Tests.Benchmarks.Processes;

/// <summary>The host as a child process on a fresh data directory.</summary>
internal sealed class TallyProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly string directory;

    private TallyProcess(Process process, string directory, Uri baseUrl, string operatorKey)
    {
        this.process = process;
        this.directory = directory;
        BaseUrl = baseUrl;
        OperatorKey = operatorKey;
    }

    internal Uri BaseUrl { get; }

    internal string OperatorKey { get; }

    internal double CpuSeconds => ProcessTimes.Of(process.Id);

    internal static async Task<TallyProcess> StartAsync()
    {
        var data = Directory.CreateTempSubdirectory("tally-benchmark-").FullName;
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, typeof(TallyProcess).Assembly.GetName().Name!), ["host", data])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        var child = Process.Start(start)!;
        var url = await ReadAsync(child);
        return new TallyProcess(child, data, new Uri(url), await ReadAsync(child));
    }

    /// <summary>Returns when everything that was accepted is counted and durable: how many bytes the host has allocated so far.</summary>
    internal async Task<long> DrainAsync()
    {
        await process.StandardInput.WriteLineAsync("drain");
        await process.StandardInput.FlushAsync();
        return long.Parse(await ReadAsync(process), CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
        Directory.Delete(directory, recursive: true);
    }

    private static async Task<string> ReadAsync(Process child) =>
        await child.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The host ended.");
}
