using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tallystick.Tests.EndToEnd.Kit;

/// <summary>The product in a process of its own, which a test can kill at any moment.</summary>
internal sealed class TallyProcess : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private readonly Process process;
    private readonly ConcurrentQueue<string> output = new();

    private TallyProcess(Process process)
    {
        this.process = process;
        _ = KeepAsync(process.StandardOutput);
        _ = KeepAsync(process.StandardError);
    }

    /// <summary>The process.</summary>
    public int Id => process.Id;

    /// <summary>True once it has ended.</summary>
    public bool HasEnded => process.HasExited;

    /// <summary>Where it answers.</summary>
    public Uri BaseUrl { get; private set; } = null!;

    /// <summary>The operator's key.</summary>
    public string OperatorKey { get; private set; } = "";

    /// <summary>All that it has written.</summary>
    public string Output => string.Join('\n', output);

    /// <summary>Starts the product, and returns once it answers.</summary>
    public static async Task<TallyProcess> StartAsync(string dataDirectory, ProcessStartInfo? command = null)
    {
        var started = Start(dataDirectory, command);
        try
        {
            started.BaseUrl = (await Eventually.AnswersAsync(
                () => Task.FromResult(started.FindAddress(dataDirectory)), address => address is not null, "the address of the process", Deadline))!;
            started.OperatorKey = (await File.ReadAllTextAsync(Path.Combine(dataDirectory, "operator.key"))).Trim();
            using var client = started.NewClient(key: null);
            using var ready = await client.GetAsync("/health/ready");
            Assert.True(ready.IsSuccessStatusCode, started.Output);
            return started;
        }
        catch
        {
            await started.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the product, and does not wait for it.</summary>
    public static TallyProcess Start(string dataDirectory, ProcessStartInfo? command = null) =>
        new(Process.Start(command ?? StartCommand.On(dataDirectory))!);

    /// <summary>Waits until it has ended by itself, and returns its exit code.</summary>
    public async Task<int> EndAsync()
    {
        await process.WaitForExitAsync().WaitAsync(Deadline);
        return process.ExitCode;
    }

    /// <summary>A client that presents a key.</summary>
    public HttpClient NewClient(string? key)
    {
        var client = new HttpClient { BaseAddress = BaseUrl };
        client.DefaultRequestHeaders.Authorization = key is null ? null : new("Bearer", key);
        return client;
    }

    /// <summary>Ends it as a power cut would: no line of its code runs any more (SIGKILL).</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync().WaitAsync(Deadline);
    }

    /// <summary>Tells it to stop (SIGTERM), and returns its exit code.</summary>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await process.WaitForExitAsync().WaitAsync(Deadline);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            await KillAsync();
        }

        process.Dispose();
    }

    /// <summary>The address in <c>server.json</c>, where it is this process's: a killed one leaves its file behind.</summary>
    private Uri? FindAddress(string dataDirectory)
    {
        Assert.False(process.HasExited, $"The process ended before it answered:\n{Output}");
        var path = Path.Combine(dataDirectory, "server.json");
        return File.Exists(path) && JsonNode.Parse(File.ReadAllText(path)) is { } found && found["pid"].Deserialize<int>() == process.Id
            ? new Uri(found.Text("url"))
            : null;
    }

    private async Task KeepAsync(StreamReader lines)
    {
        while (await lines.ReadLineAsync() is { } line)
        {
            output.Enqueue(line);
        }
    }
}
