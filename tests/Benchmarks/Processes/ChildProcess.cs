using System.Diagnostics;
using System.Globalization;

namespace Tallystick.Tests.Benchmarks.Processes;

/// <summary>This program once more, as a service with a process of its own: <see cref="ChildLoop"/> is its other end.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process process;

    private ChildProcess(Process process, Uri baseUrl)
    {
        this.process = process;
        BaseUrl = baseUrl;
    }

    /// <summary>This program, however it was started: the process may be <c>dotnet</c>.</summary>
    internal static string Program => Path.Combine(AppContext.BaseDirectory, typeof(ChildProcess).Assembly.GetName().Name!);

    internal Uri BaseUrl { get; }

    internal double CpuSeconds => ProcessFigures.CpuSeconds(process.Id);

    internal long ResidentBytes => ProcessFigures.ResidentBytes(process.Id);

    /// <summary>Starts a verb of this program and waits until it tells its address.</summary>
    internal static async Task<ChildProcess> StartAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        var child = Process.Start(start)!;
        return new ChildProcess(child, new Uri(await ReadLineAsync(child)));
    }

    /// <summary>The next line that the child writes.</summary>
    internal Task<string> ReadLineAsync() => ReadLineAsync(process);

    /// <summary>Returns when everything that was accepted is counted and durable: how many bytes the process has allocated so far.</summary>
    internal async Task<long> DrainAsync()
    {
        await process.StandardInput.WriteLineAsync("drain");
        await process.StandardInput.FlushAsync();
        return long.Parse(await ReadLineAsync(), CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static async Task<string> ReadLineAsync(Process child) =>
        await child.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The child process ended.");
}
