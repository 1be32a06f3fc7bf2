using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Tallystick.Tests.EndToEnd.Clients;

/// <summary>A receiver in a process of its own that verifies deliveries by the package of Standard Webhooks, as merchants would.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private readonly Process process;

    private WebhookReceiver(Process process) => this.process = process;

    /// <summary>Where it listens.</summary>
    public string Url { get; private set; } = "";

    public static async Task<WebhookReceiver> StartAsync()
    {
        await ClientPackages.DemandAsync();
        var started = new WebhookReceiver(Process.Start(new ProcessStartInfo("node", [Path.Combine("Scripts", "standardwebhooks.mjs")])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = ClientPackages.Directory,
        })!);
        started.Url = $"http://127.0.0.1:{(await started.NextAsync())["port"]}/hooks";
        return started;
    }

    /// <summary>Tells it what to verify with from now on.</summary>
    public async Task KnowAsync(string secret)
    {
        await process.StandardInput.WriteLineAsync(secret);
        await process.StandardInput.FlushAsync();
        Assert.NotNull((await NextAsync())["hasSecret"]);
    }

    /// <summary>Waits for the next line that it writes: what it verified, or why it could not.</summary>
    public async Task<JsonNode> NextAsync()
    {
        var line = await process.StandardOutput.ReadLineAsync().WaitAsync(Deadline);
        Assert.True(line is not null, "The receiver has ended.");
        return JsonNode.Parse(line)!;
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync().WaitAsync(Deadline);
        process.Dispose();
    }
}
