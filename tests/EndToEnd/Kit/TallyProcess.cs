using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Tallystick.Tests.EndToEnd.Kit;

/// <summary>The product in a process of its own, which a test can kill at any moment.</summary>
internal sealed partial class TallyProcess : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private readonly Process process;
    private readonly ConcurrentQueue<string> output = new();
    private readonly TaskCompletionSource<Uri> address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private TallyProcess(Process process)
    {
        this.process = process;
        _ = ReadAsync(process.StandardOutput, isLast: true);
        _ = ReadAsync(process.StandardError, isLast: false);
    }

    /// <summary>Where it answers.</summary>
    public Uri BaseUrl => address.Task.Result;

    /// <summary>The operator's key.</summary>
    public string OperatorKey { get; private set; } = "";

    /// <summary>All that it has written.</summary>
    public string Output => string.Join('\n', output);

    /// <summary>Starts the product, and returns once it answers.</summary>
    public static async Task<TallyProcess> StartAsync(string dataDirectory)
    {
        var started = new TallyProcess(Process.Start(StartCommand.On(dataDirectory))!);
        await started.address.Task.WaitAsync(Deadline);
        started.OperatorKey = (await File.ReadAllTextAsync(Path.Combine(dataDirectory, "operator.key"))).Trim();
        using var client = started.NewClient(key: null);
        using var ready = await client.GetAsync("/health/ready");
        Assert.True(ready.IsSuccessStatusCode, started.Output);
        return started;
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

    [GeneratedRegex(@"http://(127\.0\.0\.1|localhost):\d+", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Address();

    private async Task ReadAsync(StreamReader lines, bool isLast)
    {
        while (await lines.ReadLineAsync() is { } line)
        {
            output.Enqueue(line);
            if (Address().Match(line) is { Success: true } match)
            {
                address.TrySetResult(new Uri(match.Value));
            }
        }

        if (isLast)
        {
            address.TrySetException(new InvalidOperationException($"The process ended without an address:\n{Output}"));
        }
    }
}
